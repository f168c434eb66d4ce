"""The text of a page that shows none: in `noscript`, in its JSON-LD, or in the state that its scripts start from."""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import lxml.etree

from news_pipeline.cleaning.blocks.linked_body import MOST_CHARACTERS, decoded, linked_body
from news_pipeline.cleaning.characters import UNSPACED

MOST_STRINGS = 5_000
FEWEST_CHARACTERS = 80
"""Of a string in a state that may be a paragraph."""
SHARED_WITH_TITLE = 0.4
"""Of the longer words of a title that the text of a state must have."""
FEWEST_PIECES = 2
_STRING = re.compile(r'"([\w.@-]{1,60})"\s*:\s*("(?:[^"\\]|\\.){' + str(FEWEST_CHARACTERS) + r',}+")')
_SENTENCE = re.compile(r"[.!?…。！？؟۔।][\"”’»」')]*(?:\s|<|$)|[。！？]")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote|figure)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^\s*(?:https?:)?//\S*$|^\s*[{\[]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class UnseenText:
    """Text that a page holds and does not show."""

    source: str
    """`noscript`, `article_body` or `page_state`."""
    markup: str
    """As elements of HTML."""


def unseen_texts(tree: lxml.etree._Element, titles: Collection[str]) -> Iterator[UnseenText]:
    """What may be the page's text, the surest first. A state holds much else: its text must name what `titles` name."""
    if body := linked_body(tree):
        yield UnseenText("article_body", _as_markup(body))
    shown = "".join(lxml.etree.tostring(each, encoding="unicode", method="html") for each in tree.iter("noscript"))
    if shown:
        # the element itself would hide it again
        yield UnseenText("noscript", re.sub(r"</?noscript[^>]*>", "\n", shown, flags=re.IGNORECASE))
    paragraphs = _of_states(tree)
    if paragraphs and is_about(titles, " ".join(paragraphs)):
        yield UnseenText("page_state", "".join(_as_markup(text) for text in paragraphs))


def is_about(titles: Collection[str], text: str) -> bool:
    """Whether the text has enough of the words of one of the titles; pairs of signs where a script puts no spaces."""
    said = text.casefold()
    return any(_share(_pieces(title.casefold()), said) >= SHARED_WITH_TITLE for title in titles)


def _share(pieces: Sequence[str], text: str) -> float:
    return sum(piece in text for piece in pieces) / len(pieces) if len(pieces) >= FEWEST_PIECES else 0.0


def _pieces(title: str) -> list[str]:
    words = [word for word in _WORD.findall(title) if len(word) > 3 and not UNSPACED.search(word)]
    runs = [run for run in _WORD.findall(title) if UNSPACED.search(run)]
    return words + [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def _states(tree: lxml.etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) >= FEWEST_CHARACTERS and not (script.get("type") or "").lower().endswith("ld+json"):
            yield text[:MOST_CHARACTERS]


def _of_states(tree: lxml.etree._Element) -> list[str]:
    """The strings of the key, in one script, that holds most sentences; each once, in order."""
    best: list[str] = []
    most = 0
    for script in _states(tree):
        by_key: dict[str, dict[str, int]] = {}
        # a state inside a string has its quotes escaped once more
        text = script.replace('\\\\"', "”").replace('\\"', '"') if script.count('\\"') > script.count('":') else script
        for number, found in enumerate(_STRING.finditer(text)):
            if number == MOST_STRINGS:
                break
            value = decoded(found[2])
            if not _ADDRESS.match(value) and " " in value[:FEWEST_CHARACTERS] and (size := _sentences(value)):
                by_key.setdefault(found[1], {})[value] = size
        for strings in by_key.values():
            if sum(strings.values()) > most:
                best, most = list(strings), sum(strings.values())
    return best


def _sentences(text: str) -> int:
    """Characters of a text with sentences; 0 of any other."""
    return len(text) if _SENTENCE.search(text) else 0


def _as_markup(text: str) -> str:
    """A text as paragraphs; markup stays what it is, also where its signs are escaped."""
    plain = html.unescape(text) if "&lt;" in text else text
    if _MARKUP.search(plain):
        return f"<div>{plain}</div>"
    return "".join(f"<p>{html.escape(line)}</p>" for line in plain.split("\n") if line.strip())
