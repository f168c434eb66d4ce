"""Transplants: pages around another page's story, or around a made-up table.

The line model learns from them that a story shows by its place on the page, not by its length nor by being prose.
Together with off_topic_lines.py they raised the F1 of dumps from .920 to .941, cross-validated by web site, that of
residues from .952 to .957, and that of HTML pages from .969 to .977.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from news_pipeline.cleaning.characters import count_words, indentation, split_lines
from news_pipeline.cleaning.function_words import language_of
from news_pipeline.cleaning.layout import source_lines
from tools.line_model.labels import body_shares

STORIES, TABLES = 4, 2
"""Transplants of each kind for a page."""
FEWEST_WORDS, MOST_WORDS = 30, 900
"""Of a transplanted story; drawn evenly on a logarithmic scale."""
FLAT = 0.4
"""Share of transplants without indentation."""
LED_IN = 0.7
"""Share of tables with some lines of a story above them."""
_MONTHS = ("March", "maio", "Juni", "Oct", "avril", "ottobre", "мая", "Dez")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A whole page and where its story stands."""

    lines: tuple[str, ...]
    story: tuple[int, ...]
    """Positions of the story's lines, in order; at least one."""
    language: str
    site: str


def labelled_page(text: str, body: str, site: str) -> LabelledPage | None:
    """The page; None if its story is not found in it."""
    lines = source_lines(text)
    shares = body_shares([line.text for line in lines], body)
    story = tuple(line.number - 1 for line, share in zip(lines, shares, strict=True) if share > 0.5)
    if not story:
        return None
    return LabelledPage(tuple(split_lines(text)), story, language_of([line.text for line in lines]), site)


def transplants(pages: Sequence[LabelledPage], seed: int = 5) -> Iterator[tuple[str, frozenset[int], bool]]:
    """For each page the texts around another story or a table: text, numbers of the lines put in, whether a table.

    Stories come from pages of other sites, of the same language where there is one. The same pages give the same.
    """
    chance = random.Random(seed)  # noqa: S311  training data, no secrets
    for one in pages:
        others = [other for other in pages if other.site != one.site]
        donors = [other for other in others if other.language == one.language] or others
        if not donors:
            continue
        for is_table in (False,) * STORIES + (True,) * TABLES:
            donor = chance.choice(donors)
            if is_table:
                lead = _story(donor, chance.choice((20, 40, 80))) if chance.random() < LED_IN else []
                put_in = [*lead, "", *_table(_names(pages, chance), chance)]
            else:
                put_in = _story(donor, exp(chance.uniform(log(FEWEST_WORDS), log(MOST_WORDS))))
            lines, numbers = _transplanted(one, put_in)
            if chance.random() < FLAT:
                lines = [line.strip() for line in lines]
            yield "\n".join(lines), numbers, is_table


def _story(donor: LabelledPage, words: float) -> list[str]:
    """The first lines of a story up to so many words, with the empty lines between them."""
    taken = 0
    lines: list[str] = []
    for before, at in zip((None, *donor.story), donor.story, strict=False):
        between = [] if before is None else donor.lines[before + 1 : at]
        lines += [""] * sum(not line.strip() for line in between)
        lines.append(donor.lines[at])
        taken += count_words(donor.lines[at])
        if taken >= words:
            break
    return lines


def _names(pages: Sequence[LabelledPage], chance: random.Random) -> list[str]:
    """Capitalised words from the first lines of six stories, with which a table is filled."""
    stories = [chance.choice(pages) for _ in range(6)]
    words = (word for one in stories for at in one.story[:30] for word in one.lines[at].split())
    return [word for word in words if word[:1].isupper() and word.isalpha() and len(word) > 3] or ["Team"]


def _table(names: list[str], chance: random.Random) -> list[str]:
    """Rows of a ranking, a list of things or a calendar."""
    kind = chance.choice(("rank", "plain", "item", "date"))
    columns = chance.randint(1, 6)
    rows = []
    for place in range(1, chance.randint(6, 40) + 1):
        name = " ".join(chance.choice(names) for _ in range(chance.randint(1, 3)))
        numbers = " ".join(str(chance.randint(0, 10 ** chance.randint(1, 4))) for _ in range(columns))
        things = " ".join(chance.choice(names) for _ in range(chance.randint(2, 6)))
        day = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)}"
        row = {
            "rank": f"{place} {name} {numbers}",
            "plain": f"{name} {numbers}",
            "item": f"{place}) {name} – {things}",
            "date": f"{day} – {name}",
        }
        rows.append(row[kind])
    return rows


def _transplanted(one: LabelledPage, put_in: list[str]) -> tuple[list[str], frozenset[int]]:
    """The page with other lines where its story was, spread as that was, and the numbers of those lines."""
    sizes = [max(1, count_words(one.lines[at])) for at in one.story]
    passed = dict(zip(one.story, itertools.accumulate(sizes), strict=True))
    indent = min(indentation(one.lines[at]) for at in one.story)
    least = min((indentation(line) for line in put_in if line.strip()), default=0)
    shifted = [" " * (indent + indentation(line) - least) + line.strip() if line.strip() else "" for line in put_in]
    lines: list[str] = []
    numbers: list[int] = []
    done = 0
    for at, line in enumerate(one.lines):
        if at not in passed:
            lines.append(line)
            continue
        until = round(len(shifted) * passed[at] / sum(sizes))
        for new in shifted[done:until]:
            lines.append(new)
            numbers.append(len(lines))
        done = max(done, until)
    return lines, frozenset(numbers)
