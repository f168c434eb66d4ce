"""Texts that were reprinted: exact twins, wire copies, passages in common, groups of copies, revisions of one URL.

Pure functions on texts. The joins that find candidate pairs are SQL and stand with the step. Articles on one event in
other words are no duplicates: they make a story.
"""
