"""The words of a text with their positions, in which the document rules look names up.

All offsets are code points. Indexing is linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<!\S)[^\s@]{1,100}@\S{1,100}|[@#]\w{1,100}|\b[\w-]{1,60}\.(?:com|org|net|co\.uk)\b"
)
_ADDRESS_SIGN = re.compile(r"//|www\.|[@#]|\.(?:com|org|net|co\.uk)\b")
"""What every address holds."""
_GAP = re.compile(r"\s")
_LAST_WORD = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)\.?$")
_NEXT_WORD = re.compile(r"[ \t]+([^\W_]+)")
_SENTENCE_END = frozenset(".!?:;\n\"“”'‘([•-–—*|>")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with an index of its words."""

    text: str
    words: tuple[tuple[int, int], ...]
    """Start and end of each word, in order."""
    positions: dict[str, list[int]] = field(repr=False)
    """Numbers of the words with that spelling."""
    addresses: tuple[tuple[int, int], ...]
    """Start and end of URLs, e-mail addresses, handles and hash tags. They hold no names."""

    def occurrences(self, name: str) -> Iterator[tuple[int, int]]:
        """Start and end of each place where the name stands with word borders on both sides, outside addresses."""
        first = _WORD.search(name)
        if first is None:
            return
        for number in self.positions.get(first.group(), ()):
            start = self.words[number][0] - first.start()
            end = start + len(name)
            if self.text[start:end] == name and self.is_bordered(start, end) and not self.in_address(start):
                yield start, end

    def is_bordered(self, start: int, end: int) -> bool:
        """Whether no word goes on before `start` or after `end`."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")

    def in_address(self, position: int) -> bool:
        """Whether a position lies inside a URL, an e-mail address, a handle or a hash tag."""
        number = bisect_right(self.addresses, position, key=lambda address: address[0])
        return number > 0 and position < self.addresses[number - 1][1]

    def starts_sentence(self, position: int) -> bool:
        """Whether a sentence starts here, so that a capital says nothing."""
        before = self.text[max(0, position - 3) : position].rstrip(" \t")
        return not before or before[-1] in _SENTENCE_END

    def word_before(self, position: int) -> str:
        """The word before a position if only spaces and a full stop lie between, else ''."""
        before = self.text[max(0, position - 40) : position]
        bare = before.rstrip(" \t")
        found = _LAST_WORD.search(bare, bare.rfind(" ") + 1) if len(bare) < len(before) else None
        return found.group(1) if found else ""

    def word_after(self, position: int) -> str:
        """The word after a position if only spaces lie between, else ''."""
        found = _NEXT_WORD.match(self.text, position, position + 40)
        return found.group(1) if found else ""


def index_text(text: str) -> Text:
    """Index the words of a text."""
    words = tuple(match.span() for match in _WORD.finditer(text))
    positions: dict[str, list[int]] = {}
    for number, (start, end) in enumerate(words):
        positions.setdefault(text[start:end], []).append(number)
    return Text(text, words, positions, tuple(_addresses(text)))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address, in order; none runs over white space. Texts of few addresses are read fast."""
    end = 0
    for sign in _ADDRESS_SIGN.finditer(text):
        if sign.start() < end:
            continue
        start = max(text.rfind(" ", end, sign.start()), text.rfind("\n", end, sign.start())) + 1 or end
        gap = _GAP.search(text, sign.end())
        stop = gap.start() if gap else len(text)
        yield from (match.span() for match in _ADDRESS.finditer(text, start, stop))
        end = stop
