"""Mentions of entities in titles, bodies and captions."""
