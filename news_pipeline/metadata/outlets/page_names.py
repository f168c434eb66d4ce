"""What a page or record calls its outlet, each name once, with what speaks for it, as numbers for weighing.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news_pipeline.metadata.credits.agencies import agency_named
from news_pipeline.metadata.evidence import UNLIKELY, Evidence
from news_pipeline.metadata.outlets.name_likeness import compact, label_of, resembles
from news_pipeline.metadata.titles.page_candidates import parts_of
from news_pipeline.metadata.weighing import probabilities
from news_pipeline.shared.domains import host_of, is_blog_host

TITLE_END = "title_tag"
"""Source of a part of the page's title, where many sites have their name and others a section."""
THRESHOLD = 0.6
"""Probability from which a name counts that only the page's title has."""
LEAST = 0.1
"""Probability below which a name that the page's own data state counts no more."""
SHOWN = 2
"""Parts of a title that stay as evidence."""
MAX_WORDS = 6
"""Of a part of a title that may be a name."""
_PLACES = {
    "site_name": ("meta:og:site_name",),
    "application": ("meta:application-name", "meta:al:iphone:app_name", "meta:apple-mobile-web-app-title"),
    "publisher_meta": ("meta:dc.publisher", "meta:publisher"),
    "publisher": ("json_ld.publisher",),
    "record": ("json:",),
    "own_words": ("own_words",),
    "copyright": ("copyright_line",),
    "title": (TITLE_END,),
}
"""Families of sources by the beginnings of their names."""


@dataclass(frozen=True, slots=True)
class OutletName:
    """One name, in the wording of its first place, with the sources that have it."""

    value: str
    sources: tuple[str, ...]

    def has(self, family: str) -> bool:
        """Whether a source of that family of _PLACES has it."""
        return any(source.startswith(_PLACES[family]) for source in self.sources)


def title_ends(title_tag: str | None) -> Iterator[str]:
    """The parts of a page's title that are short enough for a name."""
    yield from (part for part in parts_of(title_tag or "") if len(part.split()) <= MAX_WORDS)


def outlet_names(rows: Sequence[Evidence]) -> list[OutletName]:
    """The names of the rows in their order; wordings that differ in case, signs and accents are one."""
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        if row.value:
            found.setdefault(_key(row.value), []).append(row)
    return [OutletName(same[0].value or "", tuple(row.source for row in same)) for same in found.values()]


def name_features(names: Sequence[OutletName], url: str | None, title_tag: str | None) -> dict[str, list[float]]:
    """Features by name, each with one value a name of the outlet.

    url: the page's address. title_tag: its whole `title`, at an end of which many sites have their name.
    """
    label = label_of(url) if url else ""
    host = compact((host_of(url) or "").removeprefix("www.").split(".")[0]) if url else ""
    parts = [compact(part) for part in parts_of(title_tag or "")]
    rows = []
    for order, name in enumerate(names):
        folded = compact(name.value)
        others = [compact(other.value) for other in names if other is not name]
        row = {f"in_{family}": float(name.has(family)) for family in _PLACES}
        row |= {
            "sources": float(len(set(name.sources))),
            "names": float(len(names)),
            "order": float(order),
            "ends_title": float(bool(folded) and folded in parts),
            "in_title": float(bool(folded) and folded in compact(title_tag or "")),
            "is_host": float(folded == label) if label else -1.0,
            "resembles_host": float(resembles(name.value, label)) if label else -1.0,
            "resembles_subdomain": float(resembles(name.value, host)) if host and host != label else -1.0,
            "is_agency": float(agency_named(name.value) is not None),
            "is_blog_host": float(is_blog_host(name.value)),
            "has_dot": float("." in name.value),
            "words": float(len(name.value.split())),
            "length": float(len(name.value)),
            "is_capital": float(name.value[:1].isupper()),
            "is_small": float(name.value.islower()),
            "inside_another": float(any(folded in other for other in others)),
            "holds_another": float(any(other in folded for other in others)),
        }
        rows.append(row)
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def weighed_names(rows: Sequence[Evidence], url: str | None, title_tag: str | None) -> list[Evidence]:
    """The rows with the probabilities of their names, likeliest first; those below the threshold refused.

    rows: the names that the page gives, in the order of trust. Of those that only the title has, SHOWN stay.
    """
    names = outlet_names(rows)
    chances = probabilities("outlet", name_features(names, url, title_tag))
    by_key = {_key(name.value): round(chance, 3) for name, chance in zip(names, chances, strict=True)}
    weighed = [_weighed(row, by_key[_key(row.value)]) if row.value else row for row in rows]
    ordered = sorted(weighed, key=lambda row: (not row.value, bool(row.refused), -row.confidence))
    ends = [row for row in ordered if row.source == TITLE_END]
    return [row for row in ordered if row.source != TITLE_END or (row.value and row in ends[:SHOWN])]


def _weighed(row: Evidence, chance: float) -> Evidence:
    least = THRESHOLD if row.source == TITLE_END else LEAST
    return replace(row, confidence=chance, refused=None if chance >= least else UNLIKELY)


def _key(name: str) -> str:
    return compact(name) or name
