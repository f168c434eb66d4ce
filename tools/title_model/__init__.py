"""Fits and judges the model that chooses the title among the lines of a plain text."""
