"""JSON files and JSON lines: their records in bounded memory, and what the keys of each record mean."""
