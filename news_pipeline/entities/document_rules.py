"""The rules over all spans of one article in their order, and the two rules that decide labels.

A rule takes the indexed text and spans that are sorted and do not overlap, and returns such spans. What each rule gains
on which set is in benchmarks/README.md.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache

from news_pipeline.entities.acronyms import split_acronyms
from news_pipeline.entities.datelines import agencies, datelines, party_states
from news_pipeline.entities.firms import firms
from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import (
    cities,
    country_names,
    is_big_city,
    peoples,
    provinces,
    regions,
    world_regions,
)
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.name_repairs import (
    broken_names,
    cut_surnames,
    known_places,
    lost_apostrophes,
    pairs,
    repeated_surnames,
    repeats,
    shouted_words,
    surnames,
)
from news_pipeline.entities.place_names import context_of
from news_pipeline.entities.span_borders import adjust
from news_pipeline.entities.tagger import Span
from news_pipeline.entities.teams import teams
from news_pipeline.entities.titled_people import titled_people
from news_pipeline.shared.word_tables import word_list

Rule = Callable[[Text, list[Span]], list[Span]]


def one_label(text: Text, spans: list[Span]) -> list[Span]:
    """A name has one label in the article: its most frequent one; among equals PERSON, else the alphabet's first."""
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        votes.setdefault(fold_name(text.text[span.start : span.end]), Counter())[span.label] += 1

    def chosen_of(counts: Counter[str]) -> str:
        return min(counts, key=lambda label: (-counts[label], label != "PERSON", label))

    chosen = {name: chosen_of(counts) for name, counts in votes.items()}
    return [Span(s.start, s.end, chosen[fold_name(text.text[s.start : s.end])]) for s in spans]


def known_labels(text: Text, spans: list[Span]) -> list[Span]:
    """Countries are GPE, peoples and creeds NORP, whatever the tagger says. A short word in capitals is no person."""
    surfaces = [text.text[s.start : s.end] for s in spans]
    parts = {
        fold_name(w) for s, name in zip(spans, surfaces, strict=True) if s.label == "PERSON" for w in name.split()[1:]
    }
    named = context_of(map(fold_name, surfaces)).countries

    def label_of(surface: str, label: str) -> str:
        folded = fold_name(surface)
        is_one_word = label == "PERSON" and folded not in parts and " " not in surface
        if is_one_word and any(province.country_code in named for province in provinces().get(folded, ())):
            return "GPE"
        return _known_label(surface, label, names_person=folded in parts)

    return [Span(s.start, s.end, label_of(name, s.label)) for s, name in zip(spans, surfaces, strict=True)]


@cache
def services() -> frozenset[str]:
    """Folded names of services and firms that are never people's."""
    return frozenset(map(fold_name, word_list(__package__, "tables/services.txt")))


def _known_label(surface: str, label: str, *, names_person: bool) -> str:
    folded = fold_name(surface)
    known = _label_by_table(folded, surface, label)
    if known:
        return known
    if label == "PERSON" and folded in services():
        return "ORG"
    if label == "PERSON" and surface.isupper() and surface.isalpha() and 2 < len(surface) <= 5:
        return "ORG"
    if label == "PERSON" and " " not in surface and not names_person and is_big_city(folded):
        return "GPE"
    return "GPE" if label in ("LOC", "FAC", "NORP") and folded in cities() else label


def _label_by_table(folded: str, surface: str, label: str) -> str | None:
    if folded in world_regions():
        return "LOC"
    if folded in peoples() and label != "LANGUAGE":
        return "NORP"
    if folded in country_names() and (label != "PERSON" or " " in surface):
        return "GPE"
    return regions()[folded].entity_type if folded in regions() else None


DOCUMENT_RULES: tuple[Rule, ...] = (
    adjust,
    shouted_words,
    cut_surnames,
    repeated_surnames,
    split_acronyms,
    datelines,
    party_states,
    agencies,
    pairs,
    broken_names,
    titled_people,
    surnames,
    known_places,
    lost_apostrophes,
    firms,
    one_label,
    known_labels,
    teams,
    repeats,
)
