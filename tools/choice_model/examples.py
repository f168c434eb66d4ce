"""Turns gold pages and texts into examples of titles, dates and authors: candidates, features, which are right."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.clean import clean
from news_pipeline.metadata.credits.author_choice import choose_authors
from news_pipeline.metadata.credits.credit_lines import credit_lines
from news_pipeline.metadata.credits.signed_lines import signed_lines
from news_pipeline.metadata.dates.choice import choose_dates
from news_pipeline.metadata.dates.dated_lines import dated_lines, day_features
from news_pipeline.metadata.dates.gather import date_candidates, is_dated, shown_order
from news_pipeline.metadata.dates.instants import DateContext
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.language import choose_language
from news_pipeline.metadata.near_title import with_title
from news_pipeline.metadata.outlets.address_choice import choose_address
from news_pipeline.metadata.outlets.outlet_choice import choose_outlet
from news_pipeline.metadata.page.dates import from_page
from news_pipeline.metadata.page.likely_dates import date_features, likely_dates
from news_pipeline.metadata.page.page import read_page, with_base, without_other_articles
from news_pipeline.metadata.titles.choice import choose_title
from news_pipeline.metadata.titles.page_candidates import page_titles
from news_pipeline.metadata.titles.page_choice import elected_title
from news_pipeline.metadata.titles.page_features import title_features
from news_pipeline.metadata.titles.text_lines import text_lines
from news_pipeline.readers import Unreadable, read_documents
from news_pipeline.shared.results import Rejected
from tools.choice_model.example import FOLDS, Example, table_of
from tools.choice_model.outlets import header_of
from tools.line_model.fit import site_of_url
from tools.title_model.fit import is_same

_JOINED = re.compile(r",| and | & |\|")
"""Between names that gold has as one."""
UNDATED = "undated"
"""Set of the dated pages once more without their own day: no date of theirs is right."""
LAST_DAY = date(2026, 12, 31)
"""When the last of the pages can have been read first."""


def documents(folder: Path) -> Iterator[tuple[dict[str, Any], MetadataInput]]:
    """The gold rows of a set (gold.jsonl, landing/) with their cleaned pages."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        gold = json.loads(line)
        path = folder / "landing" / gold["file"]
        with path.open("rb") as stream:
            for item in read_documents(path.name, stream):
                if isinstance(item, Unreadable):
                    continue
                cleaned = clean(item.text, item.media_type)
                if isinstance(cleaned, Rejected):
                    continue
                header = header_of(cleaned)
                is_page = item.media_type == "text/html"
                page, text = (read_page(item.text), None) if is_page else (None, item.text)
                yield gold, MetadataInput(path.name, page, header, cleaned.body, item.fields, text=text)


def examples(name: str, gold: dict[str, Any], document: MetadataInput) -> Iterator[Example]:
    """The examples of one page of the set `name`: gold may have `title`, `date`, `url`, `kind`."""
    if document.text is not None:
        yield from text_examples(name, gold, document, document.text)
    page = document.page
    if page is None or gold.get("kind", "article") != "article":
        return
    page = without_other_articles(with_base(page, None), None)
    address = choose_address(document.field("url"), document.header, page)
    outlet = choose_outlet(address, (), document.header, document.body, page)
    fold = zlib.crc32(site_of_url(gold.get("url") or gold["file"]).encode()) % FOLDS
    line = next((each.text for each in document.header if each.role == "title"), None)
    elected = elected_title(document.header, page, outlet.site_names)
    if gold.get("title"):
        titles = page_titles(page, line, outlet.site_names)
        features = title_features(titles, page, document.body, address.canonical, elected)
        right = [is_same(each.value, gold["title"]) for each in titles]
        if titles:
            names, table = table_of(features)
            is_right = elected is not None and is_same(elected, gold["title"])
            stated = any(each.has("json_ld.headline") for each in titles)
            values = tuple(each.value for each in titles)
            yield Example("title", name, fold, values, names, table, np.array(right, float), elected, is_right, stated)
    if "date" in gold:
        language = choose_language((), page.declared_language(), document.body, elected).code
        candidates = date_candidates(document, page, address.original, elected, language)
        context = DateContext(
            outlet.country, outlet.zone, language, None, LAST_DAY, shown_order(document, page, candidates)
        )
        day = choose_dates(candidates, context).published_date
        ruled = day.isoformat() if day else None
        likely = likely_dates(page, elected, address.canonical, document.body, language)
        said = list(from_page(page, elected, language))
        features = date_features(likely, page, elected, address.canonical, said)
        days = [each.reading.value.isoformat() for each in likely]
        right = [day == gold["date"] for day in days]
        names, table = table_of(features) if likely else ((), np.zeros((0, 0)))
        is_right = ruled is not None and ruled == gold["date"]
        stated = is_dated(candidates)
        yield Example("date", name, fold, tuple(days), names, table, np.array(right, float), ruled, is_right, stated)
        others = [each for each, ok in zip(likely, right, strict=True) if not ok]
        if others and len(others) < len(likely):
            names, table = table_of(date_features(others, page, elected, address.canonical, said))
            days = [each.reading.value.isoformat() for each in others]
            none = np.zeros(len(days))
            yield Example(
                "date", UNDATED, fold, tuple(days), names, table, none, None, is_ruled_right=False, is_stated=False
            )


def text_examples(name: str, gold: dict[str, Any], document: MetadataInput, text: str) -> Iterator[Example]:
    """The lines of a text that name people, and the days that it says.

    gold has `authors`, [] where there is none, and `date`, missing or None where the text says none.
    """
    address = choose_address(document.field("url"), document.header, None)
    outlet = choose_outlet(address, (), document.header, document.body, None)
    title = choose_title((), (), outlet.site_names, partial(text_lines, document))
    document = replace(document, header=with_title(document.header, title.line, title.title))
    language = choose_language((), None, document.body, title.title).code
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    fold = zlib.crc32(site_of_url(gold.get("url") or gold["file"]).encode()) % FOLDS
    if "authors" in gold and (found := _author_example(name, gold, document, lines, (title.line, language, fold))):
        yield found
    candidates = date_candidates(document, None, address.original, title.title, language)
    order = shown_order(document, None, candidates)
    context = DateContext(outlet.country, outlet.zone, language, None, LAST_DAY, order)
    day = choose_dates(candidates, context).published_date
    roles = {line.number: line.role for line in document.header}
    likely, features = day_features(dated_lines(lines, language), lines, roles, title.line)
    days = tuple(each.reading.value.isoformat() for each in likely)
    names, table = table_of(features) if likely else ((), np.zeros((0, 0)))
    right = np.array([each == gold.get("date") for each in days], float)
    ruled = day.isoformat() if day else None
    stated = is_dated(candidates)
    is_right = ruled is not None and ruled == gold.get("date")
    own = name if gold.get("date") else f"{name} without a day"
    yield Example("text_date", own, fold, days, names, table, right, ruled, is_right, stated)


def _author_example(
    name: str,
    gold: dict[str, Any],
    document: MetadataInput,
    lines: list[tuple[int, str]],
    known: tuple[int | None, str | None, int],
) -> Example | None:
    """known: line of the title, language, fold."""
    title, language, fold = known
    bylines = credit_lines(document.header, document.body, language)
    headline = next((line.text for line in document.header if line.number == title), None)
    ruled = choose_authors((), bylines, None, (), headline).names
    found, features = signed_lines(lines, title, frozenset(each.casefold() for each in ruled), language)
    if not found:
        return None
    wanted = {part for each in gold["authors"] or () for part in (_bare(each), *map(_bare, _JOINED.split(each)))}
    right = np.array([all(_bare(each) in wanted for each in line.names) for line in found], float)
    names, table = table_of(features)
    values = tuple(" | ".join(line.names) for line in found)
    is_right = {_bare(each) for each in ruled} == {_bare(each) for each in gold["authors"] or ()}
    said = " | ".join(ruled) or None
    return Example("author", name, fold, values, names, table, right, said, is_ruled_right=is_right, is_stated=False)


def _bare(name: str) -> str:
    """A name for comparison."""
    return re.sub(r"^dr\.? ", "", " ".join(name.casefold().replace("’", "'").split()))
