"""Texts of one URL in their order."""
