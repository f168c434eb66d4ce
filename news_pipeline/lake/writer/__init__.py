"""Runs in the Python of NEWS_LAKE_PYTHON. Imports the standard library, DuckDB, and what imports no more than that."""
