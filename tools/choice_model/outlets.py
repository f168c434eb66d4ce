"""Examples of outlets: what pages and texts call the site on which they stand.

Right is the name that gold has or outlets.csv has for the domain, and of a page also one that holds it or that the
domain writes. Of a text whose outlet neither names, right is what the domain of its address writes: the address itself
is hidden from the model.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.near_title import title_text
from news_pipeline.metadata.outlets.address_choice import choose_address
from news_pipeline.metadata.outlets.known_outlets import outlet_of
from news_pipeline.metadata.outlets.name_likeness import MIN_INSIDE, compact, label_of, resembles
from news_pipeline.metadata.outlets.outlet_choice import page_names, text_says
from news_pipeline.metadata.outlets.page_names import TITLE_END, name_features, outlet_names
from news_pipeline.metadata.outlets.text_names import text_name_features, text_names
from news_pipeline.metadata.page.page import Page, with_base, without_other_articles
from news_pipeline.readers import Unreadable, read_documents
from news_pipeline.shared.results import Rejected
from tools.choice_model.example import FOLDS, Example, table_of
from tools.line_model.fit import site_of_url
from tools.line_model.texts import blocks


def outlet_examples(name: str, gold: dict[str, Any], document: MetadataInput) -> Iterator[Example]:
    """Of one page or text."""
    if document.text is not None:
        yield from text_outlet_examples(name, gold, document)
    elif document.page is not None and gold.get("kind", "article") == "article":
        page = without_other_articles(with_base(document.page, None), None)
        yield from page_outlet_examples(name, gold, page, choose_address((), document.header, page).canonical)


def page_outlet_examples(name: str, gold: dict[str, Any], page: Page, url: str | None) -> Iterator[Example]:
    """The names that a page gives, if gold or table know its outlet. The table's own name is no candidate."""
    wanted = _wanted(gold)
    if not wanted or not gold.get("url"):
        return
    rows = list(page_names(page))
    names = outlet_names(rows)
    right = np.array([_names_it(each.value, wanted, gold["url"]) for each in names], float)
    ruled = next((row.value for row in rows if row.value and row.source != TITLE_END), None)
    is_right = ruled is not None and _names_it(ruled, wanted, gold["url"])
    features, table = table_of(name_features(names, url, page.title_tag))
    values = tuple(each.value for each in names)
    yield Example("outlet", name, _fold(gold), values, features, table, right, ruled, is_right, is_stated=False)


def text_outlet_examples(name: str, gold: dict[str, Any], document: MetadataInput) -> Iterator[Example]:
    """The names in the furniture of a text."""
    if not gold.get("url"):
        return
    wanted = _wanted(gold)
    title = title_text(document.header)
    lines = [line.text for line in document.header]
    names = text_names(lines, title)

    def is_right(value: str) -> bool:
        return compact(value) == compact(wanted) if wanted else resembles(value, label_of(gold["url"]))

    right = np.array([is_right(each.value) for each in names], float)
    said = next((row.value for row in text_says(document.header, document.body, is_text=True)), None)
    features, table = table_of(text_name_features(names, lines, title, document.body))
    values = tuple(each.value for each in names)
    yield Example(
        "text_outlet",
        name,
        _fold(gold),
        values,
        features,
        table,
        right,
        said,
        bool(said and is_right(said)),
        is_stated=False,
    )


def page_text_examples(folder: Path) -> Iterator[Example]:
    """The same of pages as texts, a line a block: of those whose outlet gold or table know."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        gold = json.loads(line)
        if not _wanted(gold) or not gold.get("url") or gold.get("kind", "article") != "article":
            continue
        path = folder / "landing" / gold["file"]
        with path.open("rb") as stream:
            for item in read_documents(path.name, stream):
                if isinstance(item, Unreadable) or item.media_type != "text/html":
                    continue
                text = blocks(item.text)
                cleaned = clean(text, "text/plain")
                if isinstance(cleaned, Rejected):
                    continue
                document = MetadataInput(path.name, None, header_of(cleaned), cleaned.body, (), text=text)
                yield from text_outlet_examples(f"{folder.name} as texts", gold, document)


def header_of(cleaned: CleanedDocument) -> tuple[HeaderLine, ...]:
    """The removed lines of a text or page as metadata reads them."""
    return tuple(
        HeaderLine(each.number, each.text, each.role.value)
        for each in cleaned.removed
        if each.number not in cleaned.outside
    )


def _wanted(gold: dict[str, Any]) -> str | None:
    known = outlet_of(gold["url"]) if gold.get("url") else None
    return gold.get("outlet") or (known.name if known else None)


def _names_it(value: str, wanted: str, url: str) -> bool:
    short, long = sorted((compact(value), compact(wanted)), key=len)
    return short == long or (len(short) >= MIN_INSIDE and short in long) or resembles(value, label_of(url))


def _fold(gold: dict[str, Any]) -> int:
    return zlib.crc32(site_of_url(gold["url"]).encode()) % FOLDS
