"""Finds copies between the pipelines of a lake, by the fingerprints and the comparison of a pipeline's own.

What it knows of their articles is in a database of its own: hashes and pairs, no texts. Texts are fetched for a run,
and deleted after it.
"""
