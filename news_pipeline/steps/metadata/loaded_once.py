"""What the fork server loads for all workers; nobody else imports it.

The language model takes .7 CPU seconds to unpack, the rest .2. Each worker would spend them, and each that replaces a
dead one.
"""

from contextlib import suppress

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.language import MIN_LETTERS

_TEXT = "Harbour closed\n\nBy Marta Okello\n\n3 March 2021\n\n" + "A ship has lost its anchor. " * MIN_LETTERS

with suppress(Exception):  # a worker that needs it will say what is wrong
    extract_metadata(MetadataInput("a.txt", None, (), _TEXT, (), text=_TEXT))
