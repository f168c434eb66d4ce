"""Pictures of the tables for the UI, drawn as SVG.

What they show is one query each, in a file of the picture's name.
"""
