"""The word lists of cleaning: one file a question that a line is asked. Each says on top where its rows come from.

The line model and the words of its reasons are no word lists: they lie beside line_model.py.
"""
