"""Where an article was published: its address, and the outlet behind it."""
