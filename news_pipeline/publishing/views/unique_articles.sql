SELECT * EXCLUDE (is_canonical) FROM articles WHERE is_canonical AND is_current
