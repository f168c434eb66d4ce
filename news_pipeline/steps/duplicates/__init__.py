"""Pairs that share text, and groups of copies."""
