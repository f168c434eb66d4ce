"""Bodies, and the lines that they lost."""
