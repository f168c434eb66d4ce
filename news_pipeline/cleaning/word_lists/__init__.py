"""The word lists of cleaning: one file a question that a line is asked. Each says on top where its rows come from.

The trees of the line model and their words are no word lists: they lie beside line_model.py.
"""
