"""Title and authors: candidates of header lines, records and pages, and the choice between them.

Here: which place is asked first. Elsewhere: cleaning of a title (titles.py) and a byline (authors.py).
"""

from collections.abc import Iterator
from dataclasses import replace

from news_pipeline.metadata.authors import people
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.json_ld import is_article, strings
from news_pipeline.metadata.page import Page
from news_pipeline.metadata.text_candidates import HeaderLine, lines_near_title
from news_pipeline.metadata.titles import clean_title

_AUTHOR_METAS = (
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "article:author_name",
    "article:author",
    "byl",
    "author",
    "cxenseparse:author",
    "dcterms.creator",
    "twitter:data1",
)
_TITLE_LABEL = ("title:", "headline:", "titel:", "titre:", "título:", "titolo:")


def choose_title(
    fields: tuple[tuple[str, str], ...], header: tuple[HeaderLine, ...], page: Page | None, site_names: tuple[str, ...]
) -> tuple[str | None, list[Evidence]]:
    """The record's title, then the header line, then the page's headline. All candidates as evidence."""
    found = [(value, f"json:{key}", 0.9) for value, key in fields]
    found += [(_unlabelled(line.text), "title_line", 0.85) for line in header if line.role == "title"]
    found += _page_titles(page) if page else []
    rows = [
        Evidence("title", clean_title(raw, site_names), source, cut(raw), confidence=trust)
        for raw, source, trust in found
        if raw.strip()
    ]
    chosen = max((row for row in rows if row.value), key=lambda row: row.confidence, default=None)
    if chosen and page:
        chosen = _without_kicker(chosen, rows)
    return (chosen.value if chosen else None), [replace(row, is_chosen=row is chosen) for row in rows]


def _without_kicker(chosen: Evidence, rows: list[Evidence]) -> Evidence:
    """Another candidate that is the chosen one without a "Section: " or "Topic - " before it."""
    text = chosen.value or ""
    for row in rows:
        tail = row.value or ""
        is_tail = 15 < len(tail) < len(text) and text.endswith(tail)
        if is_tail and text[: -len(tail)].rstrip().endswith((":", "-", "–", "—", "|")):
            return row
    return chosen


def _unlabelled(text: str) -> str:
    stripped = text.strip()
    for label in _TITLE_LABEL:
        if stripped.casefold().startswith(label):
            return stripped[len(label) :].strip()
    return stripped


def _page_titles(page: Page) -> Iterator[tuple[str, str, float]]:
    for node in page.nodes:
        for text in strings(node.get("headline"))[:1]:
            yield text, "json_ld.headline", 0.8 if is_article(node) else 0.5
    if og_title := page.meta("og:title"):
        yield og_title, "og:title", 0.79
    marks = [mark for mark in page.headlines if mark.name == "h1"]
    inside = [mark for mark in marks if not mark.aside] or marks
    for mark in inside[:3]:
        yield mark.text, "h1", 0.78 if len(inside) == 1 else 0.6
    for name in ("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"):
        if content := page.meta(name):
            yield content, f"meta:{name}", 0.65
    if page.title_tag:
        yield page.title_tag, "title_tag", 0.55


def choose_authors(
    fields: tuple[tuple[str, str], ...], header: tuple[HeaderLine, ...], page: Page | None, site_names: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Evidence]]:
    """People named by the first place that names any: record, byline lines, page metadata, visible byline."""
    near = lines_near_title(header)
    places = [(value, f"json:{key}", True) for value, key in fields]
    places += [(line.text, "byline_line", False) for line in header if line.role == "byline" and line.number in near]
    places += (
        [(text, source, not source.startswith("class")) for text, source in page_author_texts(page)] if page else []
    )
    rows: list[Evidence] = []
    chosen_source, names = None, list[str]()
    for raw, source, is_field in places:
        found = people(raw, site_names, is_field=is_field)
        if found and chosen_source is None:
            chosen_source = source
        is_chosen = bool(found) and source == chosen_source
        names += [name for name in found if is_chosen and name not in names]
        rows += [Evidence("authors", name, source, cut(raw), confidence=0.8, is_chosen=is_chosen) for name in found]
        if not found:
            rows.append(Evidence("authors", None, source, cut(raw), confidence=0.2))
    return tuple(names), rows


def page_author_texts(page: Page) -> Iterator[tuple[str, str]]:
    """(text, source) of every place of a page that names authors, most trusted first."""
    for node in page.nodes:
        if is_article(node):
            for key in ("author", "creator"):
                yield from ((text, f"json_ld.{key}") for text in strings(node.get(key)))
    for name in _AUTHOR_METAS:
        yield from ((text, f"meta:{name}") for meta, text in page.metas if meta == name and "://" not in text)
    for kind in ("rel=author", "itemprop:author", "class"):
        yield from ((mark.value, kind) for mark in page.bylines[:12] if mark.name == kind and not mark.aside)
