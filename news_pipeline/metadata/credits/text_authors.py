"""Chooses the authors of a plain text among its lines that name people: the likeliest, or what the rules choose."""

from dataclasses import replace
from itertools import islice

from news_pipeline.metadata.credits.author_choice import AuthorChoice
from news_pipeline.metadata.credits.signed_lines import signed_lines
from news_pipeline.metadata.credits.told_people import told
from news_pipeline.metadata.credits.unmarked_authors import is_usual
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.metadata.weighing import probabilities

THRESHOLD = 0.4
"""Probability from which a line's names are the authors; below it, those that the rules find stay if one is usual."""
LEAST = 0.2
"""Probability below which the names that rules find count no more, if a line that is weighed says them."""
MAX_TEXT = 200_000
"""Code points of a text that are looked at."""
SHOWN = 3
"""Lines that stay as evidence."""


def weighed_authors(
    ruled: AuthorChoice, text: str, title: int | None, site_names: tuple[str, ...], language: str | None
) -> AuthorChoice:
    """The authors with all candidates. ruled: what the rules choose; names that a record states stay.

    title: number of the title's line.
    """
    if any(row.is_chosen and row.source.startswith("json:") for row in ruled.evidence):
        return ruled
    lines = [(number, line) for number, line in enumerate(text[:MAX_TEXT].splitlines(), 1) if line.strip()]
    known = frozenset(name.casefold() for name in ruled.names)
    found, features = signed_lines(lines, title, known, language)
    weighed = sorted(zip(probabilities("author", features), found, strict=True), key=lambda pair: -pair[0])
    writing = (pair for pair in weighed if not pair[1].is_amid and not told(pair[1].names[0], text).is_in_story)
    best = list(islice(writing, SHOWN))
    sites = {fold_site_name(site) for site in site_names}
    names = tuple(name for name in best[0][1].names if fold_site_name(name) not in sites) if best else ()
    is_sure = bool(names) and best[0][0] >= THRESHOLD
    said = [chance for chance, line in weighed if any(name.casefold() in known for name in line.names)]
    is_refuted = bool(ruled.names) and (
        (bool(said) and max(said) < LEAST)
        or not any(is_usual(name) or not name.isascii() for name in ruled.names)
        or all(told(name, text).is_in_story for name in ruled.names)
    )
    rows = [
        Evidence(
            "authors", name, "signed_line", cut(line.text), None, None, round(chance, 3), is_sure and line is best[0][1]
        )
        for chance, line in best
        for name in line.names
    ]
    if not is_sure and not is_refuted:
        return replace(ruled, evidence=(*ruled.evidence, *rows))
    others = tuple(replace(row, is_chosen=False) for row in ruled.evidence)
    return AuthorChoice(names if is_sure else (), (*rows, *others))
