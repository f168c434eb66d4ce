"""What the fork server loads for all workers; nobody else imports it.

The language model takes .7 CPU seconds to unpack. Each worker would spend them, and each that replaces a dead one.
"""

from contextlib import suppress

from news_pipeline.metadata.language import MIN_LETTERS, detect_language

with suppress(Exception):  # a worker that needs it will say what is wrong
    detect_language("news " * MIN_LETTERS)
