"""Entities as a stage: rows in, rows out.

Here: the adapter between the loop's rows and the domain types. Elsewhere: the loop (stages.py), the corpus
(canonical.py, which the loop over sets calls).
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from news_pipeline.entities.mentions import find_mentions_in_batch
from news_pipeline.entities.tagger import MODEL, load_tagger
from news_pipeline.outcomes import Outcome, Row

TAGGED_LANGUAGES = frozenset({None, "en"})


def mention_rows(rows: Sequence[Row], tagger: str = MODEL) -> list[Outcome]:
    """Rows of `mentions` and `entity_hints` for each row with `title`, `body` and `language`, in order.

    An article in another language than English gives one row of `untagged_articles` with the reason.
    Raises TaggerUnavailableError when there is something to tag and no tagger.
    """
    chosen = [number for number, row in enumerate(rows) if row.get("language") in TAGGED_LANGUAGES]
    outcomes: list[Outcome] = [
        {} if number in chosen else {"untagged_articles": [{"reason": f"language: {row.get('language')}"}]}
        for number, row in enumerate(rows)
    ]
    if not chosen:
        return outcomes
    documents = [(rows[number].get("title"), rows[number].get("body") or "") for number in chosen]
    for number, (mentions, hints) in zip(chosen, find_mentions_in_batch(documents, load_tagger(tagger)), strict=True):
        outcomes[number] = {
            "mentions": [asdict(mention) for mention in mentions],
            "entity_hints": [_hint_row(asdict(hint)) for hint in hints],
        }
    return outcomes


def _hint_row(hint: dict[str, Any]) -> Row:
    return {"entity_key" if name == "key" else name: value for name, value in hint.items()}
