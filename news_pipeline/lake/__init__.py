"""Publishes the snapshot into a DuckLake too, where many pipelines write and many people read, and keeps it tidy.

The lake is written by a process of its own, because DuckLake's extension is there for other versions of DuckDB than
the one that the pipeline runs. What makes the snapshot belongs to `publishing/`.
"""
