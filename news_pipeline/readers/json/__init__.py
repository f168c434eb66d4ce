"""JSON files, JSON arrays and JSON lines: records in bounded memory. Which keys mean what is told by `fields`."""
