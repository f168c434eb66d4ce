"""Who, what and where: mentions of entities in an article, canonical entities over all articles, places on the map.

An article is cut into paragraphs, a tagger finds spans in each, rules over the whole article correct them, and every
mention gets a key: what it stands for in that article. `canonical.resolve` merges keys over all articles.

What does not belong here: the cleaning of texts (cleaning/), bylines and agencies as metadata (metadata/), and rows,
SQL and the loops that tag each paragraph once (steps/).
"""
