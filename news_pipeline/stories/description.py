"""Chooses what a person reads about a story: its title and its top terms. Days and counts are plain SQL."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.stories.terms import Term

TOP_TERMS = 8
MAX_TITLE = 200
"""Characters of a lead's first sentence that serves as title."""

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov)\.)\s+|(?<=[.!?][\"'”’)])\s+|\n"
)


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A canonical article of a story."""

    article_id: str
    title: str | None
    body_lead: str
    """The first 300 characters of the body."""
    terms: Sequence[Term]


@dataclass(frozen=True, slots=True)
class StoryDescription:
    """What is said of a story as a whole."""

    title: str
    """Empty only if no member has a title or a word of text."""
    top_terms: tuple[str, ...]
    """Words that weigh most over all members, the heaviest first."""


def describe_story(members: Iterable[StoryMember]) -> StoryDescription:
    """Describe a story by its members, whatever their order.

    The title is that of the most central article among those that have one, else the first sentence of the most central
    article's lead. The most central article has the largest sum of cosines with the other members, and the smallest id
    among equals.
    """
    ranked = sorted(members, key=lambda member: member.article_id)
    total: dict[int, int] = {}
    for member in ranked:
        for term in member.terms:
            total[term.term] = total.get(term.term, 0) + term.weight
    centrality = {member.article_id: _sum_of_cosines(member, total) for member in ranked}
    ranked.sort(key=lambda member: (-centrality[member.article_id], member.article_id))
    titles = [" ".join(member.title.split()) for member in ranked if member.title and member.title.strip()]
    title = titles[0] if titles else next(filter(None, (first_sentence(one.body_lead) for one in ranked)), "")
    return StoryDescription(title, _top_terms(ranked, total))


def first_sentence(lead: str) -> str:
    """The first sentence of a text, on one line, cut at a word before MAX_TITLE characters; empty without text."""
    sentence = " ".join(_SENTENCE_END.split(lead.strip(), maxsplit=1)[0].split())
    if len(sentence) <= MAX_TITLE:
        return sentence
    return sentence[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _sum_of_cosines(member: StoryMember, total: Mapping[int, int]) -> int:
    return sum(term.weight * (total[term.term] - term.weight) for term in member.terms)


def _top_terms(members: Iterable[StoryMember], total: Mapping[int, int]) -> tuple[str, ...]:
    """Of the words of one term ("troop", "troops") the one that most members have."""
    heaviest = sorted(total, key=lambda term: (-total[term], term))[:TOP_TERMS]
    forms: dict[int, Counter[str]] = {term: Counter() for term in heaviest}
    for member in members:
        for term in member.terms:
            if term.term in forms:
                forms[term.term][term.word] += 1
    return tuple(min(forms[term], key=lambda word: (-forms[term][word], word)) for term in heaviest)
