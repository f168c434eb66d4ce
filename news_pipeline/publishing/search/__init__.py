"""SQL of the full-text search."""
