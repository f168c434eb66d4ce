"""Files of the landing folder become documents."""
