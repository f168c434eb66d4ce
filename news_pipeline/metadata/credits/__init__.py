"""Who made an article: the authors of its byline, and the news agencies whose copy it is."""
