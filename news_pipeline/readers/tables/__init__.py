"""Tables of articles, one a row: what their columns mean, delimited text (CSV, TSV), Parquet and Arrow."""
