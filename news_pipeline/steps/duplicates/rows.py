"""Turns rows into texts, pairs and groups, and back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from news_pipeline.duplicates.canonical_order import rank_of
from news_pipeline.duplicates.edits import edits_between
from news_pipeline.duplicates.facts import FactualText, facts_of_words
from news_pipeline.duplicates.fingerprints import COLD_LIMIT, TextKeys, fingerprint_batch
from news_pipeline.duplicates.groups import GROUPING, Group, Judgement, Link, Member, partition
from news_pipeline.duplicates.overlap import IndexedText, Passage, index_texts
from news_pipeline.duplicates.relations import relate
from news_pipeline.duplicates.word_offsets import WordSpans, word_spans
from news_pipeline.metadata.credits.agencies import is_agency_domain
from news_pipeline.shared.results import Outcome, Row, TableRows
from news_pipeline.shared.stable_ids import keep_ids

KIND = "duplicate_group"
MOST_CONFLICTS = 20
"""As many of a pair are stored; the relation counts all."""


@dataclass(frozen=True, slots=True)
class FingerprintInput:
    """An article to fingerprint, and what decides its place in canonical order."""

    article_id: str
    body: str | None
    word_count: int
    published: str | None
    """ISO 8601 date or instant."""
    day: int | None
    """Of publication, since 1970."""
    outlet_domain: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that another one is compared with."""

    article_id: str
    body: str
    is_judged: bool
    """A person will look at the pair."""
    days_apart: int | None
    """Between the days that both state; None where one states none."""


@dataclass(frozen=True, slots=True)
class VerifyInput:
    """An article and those that it is compared with."""

    article_id: str
    body: str | None
    candidates: list[str]
    """Their ids."""
    judged: list[str]
    """Those of them that a person judged."""
    day: int | None
    """Stated day of publication, since 1970."""
    days: list[int | None]
    """The same of each candidate."""
    texts: dict[str, str | None]
    """Body by id, of each candidate."""

    def others(self) -> list[Candidate]:
        """The candidates, without the article itself."""
        return [
            Candidate(other, self.texts[other] or "", other in self.judged, self._days_apart(day))
            for other, day in zip(self.candidates, self.days, strict=True)
            if other != self.article_id
        ]

    def _days_apart(self, day: int | None) -> int | None:
        return None if day is None or self.day is None else abs(day - self.day)


def fingerprint_rows(rows: list[Row]) -> list[Outcome]:
    """The keys of each article: one row of `article_keys`, and one a fingerprint.

    Of dated articles only the coarser sample goes into `fingerprints`, the rest into `dated_fingerprints`.
    """
    articles = [FingerprintInput(**row) for row in rows]
    batch = fingerprint_batch([article.body or "" for article in articles])
    return [_postings(article, keys) for article, keys in zip(articles, batch, strict=True)]


def _postings(article: FingerprintInput, keys: TextKeys) -> Outcome:
    is_agency_site = _is_agency_site(article.outlet_domain)
    rank = rank_of(article.article_id, article.published, article.word_count, is_agency_site=is_agency_site)
    cold_count = int(np.searchsorted(keys.fingerprints, np.uint64(COLD_LIMIT)))
    always = cold_count if article.day is not None else len(keys.fingerprints)
    listed = keys.fingerprints.tolist()
    return {
        "article_keys": [
            {
                "exact_hash": keys.exact_hash,
                "token_count": keys.token_count,
                "prose_count": keys.prose_count,
                "fingerprint_count": len(listed),
                "cold_count": cold_count,
                "day": article.day,
                "place": rank.sort_key,
            }
        ],
        "fingerprints": [{"fingerprint": fingerprint} for fingerprint in listed[:always]],
        "dated_fingerprints": [{"fingerprint": fingerprint, "day": article.day} for fingerprint in listed[always:]],
    }


def verify_rows(rows: list[Row]) -> list[Outcome]:
    """Related pairs of each article with its candidates, as rows of `copy_links`.

    Unrelated candidates give no row, unless a person judged them. Each distinct body that is compared is folded once.
    """
    articles = [VerifyInput(**row) for row in rows]
    compared = [article for article in articles if article.others()]
    texts = _index_distinct(body for article in compared for body in (article.body, *article.texts.values()))
    spans_of = cache(word_spans)
    facts_of = cache(lambda body: facts_of_words(body, spans_of(body), texts[body].words.tolist()))
    read = _Readings(texts, spans_of, facts_of)
    return [
        {"copy_links": [link for other in article.others() if (link := _link(article, other, read))]}
        for article in articles
    ]


def _index_distinct(bodies: Iterable[str | None]) -> dict[str, IndexedText]:
    distinct = list(dict.fromkeys(body or "" for body in bodies))
    return dict(zip(distinct, index_texts(distinct), strict=True))


MOST_EDITS = 500
"""As many of a pair are stored, by their place in a."""


class _Readings(NamedTuple):
    """What is known of each body, worked out once a call."""

    texts: dict[str, IndexedText]
    spans_of: Callable[[str], WordSpans]
    facts_of: Callable[[str], FactualText]


def _link(article: VerifyInput, other: Candidate, read: _Readings) -> Row | None:
    bodies = {article.article_id: article.body or "", other.article_id: other.body}
    a, b = sorted(bodies)
    facts = partial(_facts_of_both, read, bodies[a], bodies[b])
    related = relate(read.texts[bodies[a]], read.texts[bodies[b]], facts, other.days_apart)
    relation, found, conflicts = related.relation, related.overlap, related.conflicts
    if relation is None and not other.is_judged:
        return None
    return {
        "article_id_a": a,
        "article_id_b": b,
        "relation": relation or "partial",
        "stub_id": {"a": a, "b": b, None: None}[related.stub],
        "coverage_a": found.coverage_a,
        "coverage_b": found.coverage_b,
        "shared_words": found.shared_words,
        "shared_unquoted_words": found.shared_unquoted_words,
        "longest_run": found.longest_run,
        "passages": _offsets(found.passages, read.spans_of(bodies[a]), read.spans_of(bodies[b])),
        "edits": _edits(read, bodies[a], bodies[b], found.passages) if relation in GROUPING or related.stub else [],
        "conflicts": [shown for conflict in conflicts[:MOST_CONFLICTS] for shown in (conflict.in_a, conflict.in_b)],
    }


def _facts_of_both(read: _Readings, a: str, b: str) -> tuple[FactualText, FactualText]:
    return read.facts_of(a), read.facts_of(b)


def _offsets(passages: Iterable[Passage], spans_a: WordSpans, spans_b: WordSpans) -> list[int]:
    """Start and end in a, start and end in b (code points), and words: five numbers a passage, one after the other."""
    numbers: list[int] = []
    for passage in passages:
        numbers += spans_a.of(passage.first_a, passage.words)
        numbers += spans_b.of(passage.first_b, passage.words)
        numbers.append(passage.words)
    return numbers


def _edits(read: _Readings, a: str, b: str, passages: Sequence[Passage]) -> list[int]:
    """Start and end in a, start and end in b (code points), words in a and in b: six numbers an edit."""
    spans_a, spans_b = read.spans_of(a), read.spans_of(b)
    numbers: list[int] = []
    for edit in edits_between(read.facts_of(a).hashes, read.facts_of(b).hashes, passages)[:MOST_EDITS]:
        numbers += spans_a.stretch(edit.first_original, edit.original_words)
        numbers += spans_b.stretch(edit.first_copy, edit.copy_words)
        numbers += (edit.original_words, edit.copy_words)
    return numbers


def group_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `group_members` and `id_redirects` from the unit's members, links, judgements, previous and taken ids."""
    links = [Link(**row) for row in unit["links"]]
    judgements = [Judgement(**row) for row in unit["judgements"]]
    return _identified(partition([_member(row) for row in unit["members"]], links, judgements), unit)


def _identified(groups: Sequence[Group], unit: dict[str, list[Row]]) -> TableRows:
    previous = {row["article_id"]: row["duplicate_group_id"] for row in unit["previous"]}
    taken = {row["duplicate_group_id"] for row in unit["taken"]}
    identified = keep_ids(KIND, [group.members for group in groups], previous, taken)
    return {
        "group_members": [
            row for group, group_id in zip(groups, identified.ids, strict=True) for row in _member_rows(group, group_id)
        ],
        "id_redirects": [{"kind": KIND, "old_id": old, "new_id": new} for old, new in identified.redirects],
    }


def lone_rows(unit: dict[str, list[Row]]) -> TableRows:
    """The same where the groups cannot be told: every article is alone, and keeps its group's id if it can."""
    alone = [Group((row["article_id"],), row["article_id"], "only_article") for row in unit["members"]]
    return _identified(alone, unit)


def _member(row: Row) -> Member:
    return Member(
        article_id=row["article_id"],
        published=row["published"],
        is_agency_site=_is_agency_site(row["outlet_domain"]),
        word_count=row["word_count"],
    )


def _member_rows(group: Group, group_id: str) -> list[Row]:
    return [
        {
            "article_id": member,
            "duplicate_group_id": group_id,
            "is_canonical": member == group.canonical,
            "canonical_reason": group.canonical_reason if member == group.canonical else None,
        }
        for member in group.members
    ]


def _is_agency_site(domain: str | None) -> bool:
    return domain is not None and is_agency_domain(domain)
