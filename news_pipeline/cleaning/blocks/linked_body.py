"""The articleBody of a page's JSON-LD."""

import json
import re
from collections.abc import Iterator

import lxml.etree

MOST_CHARACTERS = 2_000_000
"""Of one script that are looked at."""
FEWEST_CHARACTERS = 200
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")')


def linked_body(tree: lxml.etree._Element) -> str:
    """The longest one, as it stands; empty if there is none."""
    scripts = (script.text for script in tree.iter("script") if (script.get("type") or "").lower().endswith("ld+json"))
    return max((body for text in scripts if text for body in _bodies(text[:MOST_CHARACTERS])), key=len, default="")


def _bodies(script: str) -> Iterator[str]:
    # nearly valid JSON is common: the string alone is read
    for found in _ARTICLE_BODY.finditer(script) if "articleBody" in script else ():
        if len(found[1]) >= FEWEST_CHARACTERS:
            yield decoded(found[1])


def decoded(literal: str) -> str:
    """The string of a JSON literal, or what stands between its quotes."""
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal[1:-1]
