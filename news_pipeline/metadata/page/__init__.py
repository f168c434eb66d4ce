"""What a web page says of itself: marks, JSON-LD, state objects, dates. Choosing among it belongs to the choices."""
