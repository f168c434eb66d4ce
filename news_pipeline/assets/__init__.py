"""The assets of the lineage: captions and calls. No rule about news stands here.

One module a step: ingestion, articles_text (cleaning), metadata, duplicates, stories, entities, publication.
"""
