"""How good cleaning of texts is on sites that its line model has not seen.

    python -m tools.line_model.cross_validation TEXTS.jsonl [TEXTS.jsonl ...]

TEXTS.jsonl is what texts.py wrote. Folds are web sites. Prints for each set, flavour and kind: F1 of mean precision and
mean recall of four-word shingles over texts, the median of the texts' own F1, the number of texts below BAD, and the F1
of perfect labels. Of sets with texts that a body must and must not hold: F1 of those. Needs LightGBM.
"""

import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import numpy as np

from news_pipeline.cleaning import label_lines as labelling
from news_pipeline.cleaning.line_model import JudgedLines
from tools.line_model.fit import ROUNDS, Table, fit, read_all, second_table, table_of, unseen_odds
from tools.line_model.labelled_texts import Text
from tools.line_model.learn_odds import odds_by_site

WORDS_OF_SHINGLE = 4
BAD = 0.3
"""F1 of a text that is as good as lost."""
Scores = dict[str, list[tuple[float, float, float]]]
"""Precision and recall of each text, and the F1 of perfect labels, by set and kind."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, of Chinese and Japanese of four signs, with how often they occur."""
    words = _WORD.findall(text.lower())
    starts = range(max(1, len(words) - WORDS_OF_SHINGLE + 1)) if words else ()
    return Counter(tuple(words[i : i + WORDS_OF_SHINGLE]) for i in starts)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def unseen_chances(table: Table) -> list[JudgedLines]:
    """What models that have not seen a text's site say of its lines."""
    second = second_table(table, unseen_odds(table, ROUNDS["first"]))
    odds = np.zeros(len(table.labels))
    for fold in sorted(set(table.folds.tolist())):
        rows = table.folds == fold
        odds[rows] = fit(second, ROUNDS["second"], but_fold=fold).predict(second.values[rows], raw_score=True)
    starts = np.concatenate([[0], table.ends[:-1]])
    wholes = [i for i, form in enumerate(table.forms) if form.is_whole]
    return [
        JudgedLines(table.forms[i].own, (1 / (1 + np.exp(-odds[starts[i] : table.ends[i]]))).tolist()) for i in wholes
    ]


def body_of(text: Text, judged: JudgedLines) -> str:
    """The body that cleaning makes where the model says so."""
    with (
        patch.object(labelling, "judge_lines", lambda _: judged),
        patch.object(labelling, "reasons_against", lambda _, lines: [""] * len(lines)),
    ):
        labels = labelling.label_lines(text.row["text"])
    return "\n\n".join(label.text for label in labels if not label.reason)


def score(body: str, gold: dict[str, Any]) -> tuple[float, float]:
    """Precision and recall; `optional` texts of the gold are neither asked for nor counted against."""
    got, want = shingles(body), shingles(gold["body"])
    for text in gold.get("optional", ()):
        got -= shingles(text) - want
    both = sum((got & want).values())
    return both / max(1, sum(got.values())), both / max(1, sum(want.values()))


def report(texts: Sequence[Text], judged: Sequence[JudgedLines]) -> None:
    """Print the figures."""
    found: Scores = defaultdict(list)
    snippets: dict[str, Counter[str]] = defaultdict(Counter)
    for text, said in zip(texts, judged, strict=True):
        body = body_of(text, said)
        if text.row.get("body"):
            perfect = "\n\n".join(line.text for line, label in zip(text.lines, text.labels, strict=True) if label)
            found[text.name].append((*score(body, text.row), f1(*score(perfect, text.row))))
        else:
            snippets[text.name] += _counts(body, text.row)
    for name, scores in sorted(found.items()):
        precision, recall, ceiling = (statistics.mean(column) for column in zip(*scores, strict=True))
        own = [f1(*each[:2]) for each in scores]
        print(
            f"{name}: {len(scores)} texts, F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}, median "
            f"{statistics.median(own):.3f}, below {BAD}: {sum(each < BAD for each in own)}; perfect {ceiling:.3f}"
        )
    for name, count in sorted(snippets.items()):
        precision = count["in"] / max(1, count["in"] + count["wrong"])
        recall = count["in"] / max(1, count["in"] + count["missing"])
        print(f"{name}: texts F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}")


def _counts(body: str, gold: dict[str, Any]) -> Counter[str]:
    flat = " ".join(body.split())
    inside = sum(" ".join(text.split()) in flat for text in gold["with"])
    wrong = sum(" ".join(text.split()) in flat for text in gold.get("without", ()))
    return Counter({"in": inside, "missing": len(gold["with"]) - inside, "wrong": wrong})


def main() -> None:
    """Judge each text by models that have not seen its site, clean it, print the figures."""
    texts = read_all(sys.argv[1:])
    report(texts, unseen_chances(table_of(texts, odds_by_site(texts))))


if __name__ == "__main__":
    main()
