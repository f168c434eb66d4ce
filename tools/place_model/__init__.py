"""Learns which of several namesakes an article means: the weights and trees of news_pipeline/entities."""
