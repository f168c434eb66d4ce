"""Dates of undated articles, inferred from their copies and their story."""
