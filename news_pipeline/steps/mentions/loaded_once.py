"""What the fork server loads for all workers; nobody else imports it.

The index of places and the tables of names take a CPU second to make. Each worker would spend it, and each that
replaces a dead one. The tagger's model hangs on a setting and stays with the workers.
"""

from contextlib import suppress

from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import Span
from news_pipeline.metadata.outlets.known_outlets import outlet_of

_TEXT = "Marta Okello of the Harbour Council spoke in Turku, Finland."
_SPANS = (("Marta Okello", "PERSON"), ("the Harbour Council", "ORG"), ("Turku", "GPE"), ("Finland", "GPE"))

with suppress(Exception):  # a worker that needs it will say what is wrong
    found = [Span(_TEXT.index(name), _TEXT.index(name) + len(name), label) for name, label in _SPANS]
    mentions_of(ArticleText(None, _TEXT, None), found)
    outlet_of("https://www.example.org/")
