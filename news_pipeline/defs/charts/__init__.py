"""Pictures of the tables for the UI, drawn as SVG. The SQL file of a picture's name holds its numbers."""
