"""What the fork server loads for all workers; nobody else imports it.

The index of places and the tables of names take a CPU second to make, the tagger's model two. Each worker would spend
them, and each that replaces a dead one.
"""

import os
from contextlib import suppress

from news_pipeline.engine.fork_server import SHARED_TAGGER
from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import Span, load_tagger
from news_pipeline.metadata.outlets.known_outlets import outlet_of
from news_pipeline.shared.tagger_setting import parse_taggers

_TEXT = "Marta Okello of the Harbour Council spoke in Turku, Finland."
_SPANS = (("Marta Okello", "PERSON"), ("the Harbour Council", "ORG"), ("Turku", "GPE"), ("Finland", "GPE"))

with suppress(Exception):  # a worker that needs it will say what is wrong
    found = [Span(_TEXT.index(name), _TEXT.index(name) + len(name), label) for name, label in _SPANS]
    mentions_of(ArticleText(None, _TEXT, None), found)
    outlet_of("https://www.example.org/")
    for name in parse_taggers(os.environ.get(SHARED_TAGGER, "")).values():
        load_tagger(name).tag([_TEXT])
