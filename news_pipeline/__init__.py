"""A Dagster project that turns a folder of raw news files into clean, dated, attributed DuckDB tables."""
