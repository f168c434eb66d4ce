"""Cleaning: lines of a document, labelled, and the body that is left.

`news_pipeline.cleaning.clean.clean` is the function to call.
"""
