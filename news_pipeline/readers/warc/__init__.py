"""WARC files: records, the HTTP messages in them, and the pages in those."""
