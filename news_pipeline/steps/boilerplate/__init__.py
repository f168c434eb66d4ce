"""Lines that many documents of one site share."""
