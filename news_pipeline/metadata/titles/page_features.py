"""What speaks for each wording that may be the title of a page, as numbers for weighing.py."""

import re
from collections.abc import Sequence

from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.titles.page_candidates import PageTitle, key_of
from news_pipeline.shared.domains import split_url

BODY_START, BODY = 600, 20_000
"""Code points of the body's beginning, whose words a headline shares, and of as much of it as is looked at."""
_SOURCES = (
    "json_ld.headline", "json_ld_page.headline", "og:title", "h1", "h1_more", "meta:twitter:title", "title_tag",
    "title_line", "heading", "heading_aside", "shown", "part:title_tag", "part:og:title", "part:h1",
)  # fmt: skip
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_AGAINST = ("json_ld.headline", "og:title", "h1", "title_tag", "meta:twitter:title")
_SEPARATES = re.compile(r"\s[|–—·»«•:/-]{1,2}\s|\|")


def _named(source: str) -> str:
    """A source as the name of a feature: LightGBM takes no colon."""
    return source.replace(":", "_")


_IS = {source: f"is_{_named(source)}" for source in _SOURCES}
_LIKE, _IN = ({name: f"{kind}_{_named(name)}" for name in _AGAINST} for kind in ("like", "in"))


def words_of(text: str) -> frozenset[str]:
    """The words in small letters; of languages without spaces the signs."""
    return frozenset(_WORD.findall(text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of common words."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def title_features(
    titles: Sequence[PageTitle], page: Page, body: str, url: str | None, elected: str | None
) -> dict[str, list[float]]:
    """Features by name, each with one value a title. elected: the wording with most votes, see choice.py."""
    words = [words_of(title.value) for title in titles]
    by_source = {source: i for i, title in reversed(list(enumerate(titles))) for source, _ in title.places}
    against = {name: words[by_source[name]] if name in by_source else frozenset() for name in _AGAINST}
    start, whole = words_of(body[:BODY_START]), words_of(body[:BODY])
    key = key_of(elected) if elected else None
    parts = split_url(url) if url else None
    slug = words_of(re.sub(r"[-_+]|%20", " ", parts.path[-200:])) if parts else frozenset()
    tag = (page.title_tag or "").casefold()
    dates = [mark.order for mark in page.dates if not mark.aside]
    bylines = [mark.order for mark in page.bylines if not mark.aside]
    headings = [mark for mark in page.headlines if mark.name == "h1"]
    voted = words_of(elected or "")
    rows: list[dict[str, float]] = []
    for title, own in zip(titles, words, strict=True):
        folded = title.value.casefold()
        place = min(title.orders, default=-1)
        kin = [likeness(own, other) for other in words]
        places = {source for source, _ in title.places}
        both = {name: len(own & other) for name, other in against.items()}
        in_start, in_slug, size = len(own & start), len(own & slug), max(1, len(own))
        row = {name: float(source in places) for source, name in _IS.items()}
        row |= {_LIKE[name]: likeness(own, other) for name, other in against.items()}
        row |= {_IN[name]: shared / size for name, shared in both.items()}
        row |= {
            "is_elected": float(key is not None and key_of(title.value) == key),
            "like_elected": likeness(own, voted),
            "places": float(len(places)),
            "kin": float(sum(each >= 0.8 for each in kin)),
            "likeness": sum(kin) / len(kin),
            "words": float(len(_WORD.findall(folded))),
            "signs": float(len(title.value)),
            "in_tag": float(folded in tag),
            "place_in_tag": float(tag.find(folded)),
            "share_of_tag": len(folded) / max(1, len(tag)),
            "in_start": in_start / size,
            "in_body": len(own & whole) / size,
            "shared_with_start": float(in_start),
            "in_slug": in_slug / size,
            "of_slug": in_slug / len(slug) if slug else -1.0,
            "separators": float(len(_SEPARATES.findall(title.value))),
            "is_cut": float(title.value.rstrip().endswith(("…", "..."))),
            "ends_sentence": float(title.value.rstrip().endswith(".")),
            "digits": sum(map(str.isdigit, title.value)) / max(1, len(title.value)),
            "is_upper": float(title.value.isupper()),
            "starts_small": float(title.value[:1].islower()),
            "place": float(place),
            "to_date": _distance(place, dates),
            "to_byline": _distance(place, bylines),
            "seen": float(len(title.orders)),
            "holds_others": float(sum(other < own for other in words)),
            "held_by_others": float(sum(own < other for other in words)),
        }
        rows.append(row)
    if not rows:
        return {}
    found = {name: [row[name] for row in rows] for name in rows[0]}
    for name in ("in_start", "in_slug", "likeness", "words", "places", "kin"):
        most = max(found[name], default=0.0) or 1.0
        found[f"{name}_of_best"] = [value / most for value in found[name]]
    count = len(titles)
    found["titles"] = [float(count)] * count
    found["h1s"] = [float(len(headings))] * count
    found["h1s_inside"] = [float(sum(not mark.aside for mark in headings))] * count
    found["has_h1"] = [float("h1" in by_source)] * count
    found["has_og"] = [float("og:title" in by_source)] * count
    found["has_ld"] = [float("json_ld.headline" in by_source)] * count
    return found


def _distance(place: int, others: Sequence[int]) -> float:
    """Elements from the heading to the first of the others behind it; -1 where there is none."""
    after = [other - place for other in others if other >= place]
    return float(min(after)) if place >= 0 and after else -1.0
