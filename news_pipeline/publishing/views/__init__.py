"""SQL of the views that people query; one file a view."""
