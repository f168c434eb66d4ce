"""Dates: reading them, finding candidates, choosing one, and what a clock time means."""
