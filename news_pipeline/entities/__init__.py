"""Who, what and where: mentions of entities in an article, canonical entities over all articles, places on the map.

Here: taggers, rules over one document (mentions), resolution over the corpus (canonical), place tables.
Elsewhere: cleaning the text (cleaning/), bylines and agencies as metadata (metadata/), storage (stages.py).
"""
