"""Entities as a stage: rows in, rows out.

Here: the adapter between the loop's rows and the domain types. Elsewhere: the loop (stages.py), tagging before it
(paragraphs.py and tagging.py of the package), the corpus (canonical.py, which the loop over sets calls).
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import joined_text, paragraphs_of
from news_pipeline.entities.tagger import Span
from news_pipeline.entities.tagger_version import DEFAULT_LANGUAGE, parse_taggers, tagger_version
from news_pipeline.shared.results import Outcome, Row


def paragraph_rows(rows: Sequence[Row], taggers: str) -> list[Row]:
    """The paragraphs of articles (`article_id`, and what `mention_rows` reads) that some tagger of the setting reads.

    Rows have `article_id`, `start_char` in the joined text, `paragraph_hash`, `tagger_name`, `tagger` and `text`.
    """
    names = parse_taggers(taggers)
    versions = {name: tagger_version(name) for name in names.values()}
    found: list[Row] = []
    for row in rows:
        name = names.get(row["language"] or DEFAULT_LANGUAGE)
        if name is None:
            continue
        tagger = {"tagger_name": name, "tagger": versions[name]}
        for paragraph in paragraphs_of(joined_text(row["title"], row["body"], row["captions"])):
            place = {"article_id": row["article_id"], "start_char": paragraph.start}
            found.append({**place, "paragraph_hash": paragraph.hash, "text": paragraph.text, **tagger})
    return found


def mention_rows(rows: Sequence[Row], taggers: str) -> list[Outcome]:
    """Rows of `mentions` and `entity_hints` for each row, in order.

    Of a row, `title`, `body`, `captions`, `language` and `spans` are read. `spans` are those of the article's
    paragraphs, in order, with offsets into the joined text. An article in a language that no tagger of the setting
    reads gives one row of `untagged_articles` with the reason.
    """
    languages = parse_taggers(taggers)
    return [
        _mention_rows(row)
        if (row["language"] or DEFAULT_LANGUAGE) in languages
        else {"untagged_articles": [{"reason": f"language: {row['language']}"}]}
        for row in rows
    ]


def _mention_rows(row: Row) -> Outcome:
    tagged = [Span(span["start_char"], span["end_char"], span["label"]) for span in row["spans"]]
    mentions, hints = mentions_of((row["title"], row["body"], row["captions"]), tagged)
    return {
        "mentions": [asdict(mention) for mention in mentions],
        "entity_hints": [_hint_row(asdict(hint)) for hint in hints],
    }


def _hint_row(hint: dict[str, Any]) -> Row:
    return {"entity_key" if name == "key" else name: value for name, value in hint.items()}
