"""Tells the kind of an article by what its publisher calls it: type of schema.org, section or genre, address."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.page.json_ld import Node, strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.shared.domains import split_url
from news_pipeline.shared.word_tables import word_table

_TITLE_LABEL = re.compile(
    r"^(?P<label>opinion|analysis|live(?: updates?| blog)?|review|interview|fact[- ]check|sponsored|advertorial|"
    r"anzeige|kommentar|liveticker|faktencheck|en direct|editorial|obituary)\s*[:|]\s",
    re.IGNORECASE,
)
"""How a headline calls its own article: "Opinion | ...", "Live: ..."."""
_OPEN_GRAPH = {"true": "opinion", "false": None}
_SPECIAL = 0.9, 0.85, 0.8, 0.75
"""Trust in a type other than NewsArticle, a section, the address, the headline's label. By rank, not measured."""
_GENERAL = 0.6
"""Trust in NewsArticle, which publishers put on opinion and reviews too."""
_LAST = re.compile(r"[^/]*$")


def kind_evidence(
    page: Page | None, sections: list[tuple[str, str]], url: str | None, title: str | None
) -> list[Evidence]:
    """The candidates, the most trusted first.

    sections: (text, source) of each section or genre that page or record names.
    """
    rows = [*_of_types(page.nodes if page else ())]
    for text, source in sections:
        if kind := _kinds("section").get(folded(text)):
            rows.append(_row(kind, source, text, _SPECIAL[1]))
    if page and (said := _OPEN_GRAPH.get((page.meta("article:opinion") or "").casefold())):
        rows.append(_row(said, "meta:article:opinion", "true", _SPECIAL[0]))
    rows += _of_address(url)
    if match := _TITLE_LABEL.match(title or ""):
        label = folded(match["label"])
        if kind := _kinds("section").get(label):
            rows.append(_row(kind, "title", match[0], _SPECIAL[3]))
    return sorted(rows, key=lambda row: -row.confidence)


def _of_types(nodes: tuple[Node, ...]) -> Iterator[Evidence]:
    for node in nodes:
        for name in strings(node.get("@type")):
            bare = re.split(r"[/:#]", name)[-1]
            if kind := _kinds("type").get(bare):
                yield _row(kind, "json_ld.@type", name, _GENERAL if bare == "NewsArticle" else _SPECIAL[0])


def _of_address(url: str | None) -> list[Evidence]:
    """The kinds that folders of the address name; its last part is the article's own name."""
    parts = split_url(url) if url else None
    folders = _LAST.sub("", parts.path).split("/") if parts else []
    host = (parts.hostname or "").split(".")[0] if parts else ""
    named = [(folder, _kinds("section").get(folded(folder))) for folder in (host, *folders)]
    return [_row(kind, "url_path", folder, _SPECIAL[2]) for folder, kind in named if kind]


def folded(text: str) -> str:
    """A section in small letters without accents, words joined by hyphens."""
    bare = unicodedata.normalize("NFKD", text[:80].casefold())
    return "-".join(re.findall(r"[^\W_]+", "".join(each for each in bare if not unicodedata.combining(each))))


def _row(kind: str, source: str, raw: str, confidence: float) -> Evidence:
    return Evidence("article_kind", kind, source, cut(raw), confidence=confidence)


@cache
def article_kinds() -> tuple[str, ...]:
    """Every kind that the table has."""
    return tuple(dict.fromkeys(row["kind"] for row in word_table(__package__, "article_kinds.csv")))


@cache
def _kinds(place: str) -> dict[str, str]:
    return {row["word"]: row["kind"] for row in word_table(__package__, "article_kinds.csv") if row["place"] == place}
