"""Cleaning: lines of a document, labelled, and the body that is left.

`news_pipeline.cleaning.lines.clean` is the function to call.
"""
