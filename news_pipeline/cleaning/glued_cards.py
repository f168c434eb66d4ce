"""Takes cards out of a line that a site's program glued to a name: "Berg Anna Maria BergCouncil splits ... MORE said".

Such a card says the name again, in full, with no space before its first headline, and ends with a link's word in
capitals. Extractors of others leave it in the sentence, since the page shows it only under the pointer.
"""

import re
from collections.abc import Iterator
from functools import cache

from news_pipeline.shared.word_tables import word_list

LONGEST_CARD = 600
"""Characters behind the name."""
SHORTEST_LINK_WORD = 4
_NAME_AGAIN = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_][\w-]{1,30}) ?"
    r"(?:[(\"“]?[^\W\d_a-z][\w.'’\"”)(“-]{0,30} ){1,5}(?P=name)(?=[\"'“‘¡¿]?[^\W_a-z])"
)
"""A name, and at once the same with others before it, with no space behind."""


@cache
def _link_word() -> re.Pattern[str]:
    """A word of the link texts in capitals, where it ends a card."""
    words = {word.upper() for text in word_list(f"{__package__}.word_lists", "link_texts.txt") for word in text.split()}
    long = sorted(word for word in words if word.isalpha() and len(word) >= SHORTEST_LINK_WORD)
    return re.compile(rf" (?:{'|'.join(long)})(?!\w)")


def split_cards(text: str) -> tuple[str, list[str]]:
    """The line without its cards, and these, in order.

    From "Anna Berg Anna Maria BergCouncil splits MORE said": "Anna Berg said", "Anna Maria BergCouncil splits MORE".
    """
    kept, cards, end = [], [], 0
    for start, stop in _cards(text):
        kept.append(text[end:start])
        cards.append(text[start:stop].strip())
        end = stop
    return ("".join([*kept, text[end:]]), cards) if cards else (text, [])


def _cards(text: str) -> Iterator[tuple[int, int]]:
    """Where each card begins, behind its name, and where it ends."""
    if not _link_word().search(text):
        return
    end = 0
    for found in _NAME_AGAIN.finditer(text):
        if found.start() < end or found["name"].islower() or found["name"].isupper():
            continue
        link = _link_word().search(text, found.end(), found.end() + LONGEST_CARD)
        if link:
            end = link.end()
            yield found.end("name"), end
