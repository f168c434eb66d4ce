"""Which rows of the word lists gold texts need, where models that have not seen a text's site judge its lines.

    python -m tools.line_model.ablation FOLDS TABLE TEXTS.jsonl [TEXTS.jsonl ...]

FOLDS is the folder that cross_validation wrote, TEXTS.jsonl what texts.py wrote; kinds of REPORTED with a body count.
Each text is cleaned with all rows of phrases.csv and off_topic_wordings.csv, and again without each row that any of its
lines fits. TABLE is written as CSV, with a line for each row: texts that it fits, texts whose body is better and worse
for it, and its gain, the sum of what it adds to their F1. Rows that fit together are tried one by one: where two say
the same, neither has a gain.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from news_pipeline.cleaning import label_lines, line_model, off_topic_lines, phrases
from news_pipeline.cleaning.line_model import JudgedLines, LineModel, judge_lines
from news_pipeline.cleaning.off_topic_lines import OffTopicWording
from news_pipeline.cleaning.phrases import StockPhrase
from tools.line_model.cross_validation import REPORTED, body_of, f1, read_folds, score
from tools.line_model.fit import fold_of, read_all
from tools.line_model.labelled_texts import Text

SAME = 1e-9
"""A difference of F1 that is none."""


@dataclass(slots=True)
class Worth:
    """What a row is worth."""

    texts: int = 0
    better: int = 0
    worse: int = 0
    gain: float = 0.0
    sites: set[str] = field(default_factory=set)
    """Sites of the texts that are better for it."""


def stock_rows() -> list[tuple[str, StockPhrase]]:
    """The rows of phrases.csv; each its own object, so that it is known again."""
    return [(phrase, StockPhrase(stock.role, stock.where)) for phrase, stock in phrases._stock_phrases()]


@contextmanager
def with_rows(stock: list[tuple[str, StockPhrase]], wordings: tuple[OffTopicWording, ...]) -> Iterator[None]:
    """Cleaning knows these rows alone."""
    caches: tuple[Callable[[], None], ...] = (
        phrases._stock_phrase.cache_clear,
        phrases._whole_lines.cache_clear,
        phrases._starts.cache_clear,
        label_lines._role_by_form.cache_clear,
    )
    for clear in caches:
        clear()
    with (
        patch.object(phrases, "_stock_phrases", lambda: stock),
        patch.object(off_topic_lines, "off_topic_wordings", lambda: wordings),
    ):
        yield
    for clear in caches:
        clear()


def fitting(text: Text, stock: list[tuple[str, StockPhrase]], wordings: tuple[OffTopicWording, ...]) -> set[str]:
    """The rows that lines of the text fit."""
    names = {id(one): phrase for phrase, one in stock}
    lines = [line.text for line in text.lines]
    heads = [head for line in lines if ":" in line and (head := line.partition(":")[0])]
    found = {names[id(one)] for line in (*lines, *heads) if (one := phrases.stock_phrase(line))}
    said = "\n".join(lines).lower()
    near = [wording for wording in wordings if wording.part in said]
    return found | {one.pattern.pattern for one in near if any(map(one.pattern.search, lines))}


def worth_of_rows(texts: list[Text], models: dict[int, LineModel]) -> dict[str, Worth]:
    """What each row is worth, by its phrase or pattern."""
    stock, wordings = stock_rows(), off_topic_lines.off_topic_wordings()
    bodies: dict[tuple[int, str], float] = {}
    judged: list[JudgedLines] = []
    texts_of: dict[str, list[int]] = defaultdict(list)
    with with_rows(stock, wordings):
        for at, text in enumerate(texts):
            model = models[fold_of(text.site)]
            with patch.object(line_model, "line_model", lambda m=model: m):
                judged.append(judge_lines(text.lines))
            bodies[at, ""] = f1(*score(body_of(text, judged[at], model), text.row))
            for row in fitting(text, stock, wordings):
                texts_of[row].append(at)
    worth: dict[str, Worth] = defaultdict(Worth)
    for row, places in texts_of.items():
        less = tuple(one for one in wordings if one.pattern.pattern != row)
        with with_rows([pair for pair in stock if pair[0] != row], less):
            for at in places:
                text = texts[at]
                body = body_of(text, judged[at], models[fold_of(text.site)])
                _count(worth[row], bodies[at, ""] - f1(*score(body, text.row)), text.site)
    return worth


def _count(worth: Worth, gain: float, site: str) -> None:
    worth.texts += 1
    worth.gain += gain
    worth.worse += gain < -SAME
    if gain > SAME:
        worth.better += 1
        worth.sites.add(site)


def main() -> None:
    """Read, try, write."""
    models = read_folds(Path(sys.argv[1]))
    texts = [text for text in read_all(sys.argv[3:]) if text.row["kind"] in REPORTED and text.row.get("body")]
    worth = worth_of_rows(texts, models)
    listed = [("phrase", phrase, one.role.value, one.where.value) for phrase, one in stock_rows()]
    listed += [
        ("off_topic", one.pattern.pattern, one.role.value, "end" if one.at_end else "anywhere")
        for one in off_topic_lines.off_topic_wordings()
    ]
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out)
        write.writerow(("list", "row", "role", "where", "texts", "better", "worse", "gain", "sites"))
        for kind, row, role, where in listed:
            one = worth.get(row, Worth())
            write.writerow(
                (kind, row, role, where, one.texts, one.better, one.worse, f"{one.gain:.4f}", len(one.sites))
            )
    print(f"{len(texts)} texts, {len(worth)} of {len(listed)} rows fit a line of them")


if __name__ == "__main__":
    main()
