"""The published snapshot: tables and views for readers, search, exports, data dictionary.

Nothing here changes a table of the pipeline.
"""
