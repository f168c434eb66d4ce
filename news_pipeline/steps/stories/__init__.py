"""Articles on one event."""
