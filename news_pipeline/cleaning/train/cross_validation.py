"""Cross-validation: how good cleaning is on sites that its line model has not seen.

    python -m news_pipeline.cleaning.train.cross_validation PAGES_FOLDER TEXTS_FOLDER

TEXTS_FOLDER is what texts.py made of the pages in PAGES_FOLDER. Folds are web sites, by registered domain. Prints for
pages, dumps and residues: F1 of mean precision and mean recall of four-word shingles over pages, the median of the
pages' own F1, and the pages below 0.3. Needs LightGBM. Elsewhere: fitting (fit.py).
"""

import hashlib
import json
import re
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import tldextract

from news_pipeline.cleaning import model
from news_pipeline.cleaning.lines import clean
from news_pipeline.cleaning.train.fit import Example, example, fit, forms, rows
from news_pipeline.cleaning.train.texts import read_page
from news_pipeline.outcomes import Rejected

FOLDS = 5
RUN = 4
BAD = 0.3
_DOMAINS = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_WORD = re.compile(r"\w+")


def fold_of(url: str) -> int:
    """The fold of the address's site."""
    site = _DOMAINS(url).top_domain_under_public_suffix or url
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with how often they occur; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if words else Counter()


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_gold(texts: Path) -> list[dict[str, Any]]:
    """The rows of gold.jsonl with their text and fold."""
    lines = (texts / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        row | {"text": (texts / row["file"]).read_text(encoding="utf-8"), "fold": fold_of(row["url"])}
        for row in map(json.loads, lines)
    ]


def main() -> None:
    """Fit without each fold, clean its documents, print the figures."""
    pages, texts = Path(sys.argv[1]), Path(sys.argv[2])
    gold = read_gold(texts)
    learned: dict[int, list[Example]] = defaultdict(list)
    for row in gold:
        for form, share in forms(row["text"], row["body"]):
            if made := example(form, row["body"], row["weight"] * share):
                learned[row["fold"]].append(made)
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            trained = fit([one for other, examples in learned.items() if other != fold for one in examples])
            model.TREES = Path(folder) / f"{fold}.csv"
            model.TREES.write_text("\n".join(rows(trained)) + "\n", encoding="utf-8")
            model.forest.cache_clear()
            for row in gold:
                if row["fold"] == fold:
                    _clean(row, pages, found)
    for kind, scores in sorted(found.items()):
        print(kind, _summary(scores))  # noqa: T201


def _clean(row: dict[str, Any], pages: Path, found: dict[str, list[tuple[float, float]]]) -> None:
    page, kind, _ = row["file"].rsplit(".", 2)
    if kind in ("dump", "residue"):
        found[f"{row.get('set', '')} {kind}"].append(_score(clean(row["text"]), row["body"]))
    if kind == "dump":
        found[f"{row.get('set', '')} html"].append(_score(clean(read_page(pages / page), "text/html"), row["body"]))


def _score(document: Any, body: str) -> tuple[float, float]:
    got, want = shingles("" if isinstance(document, Rejected) else document.body), shingles(body)
    both = sum((got & want).values())
    return both / max(1, sum(got.values())), both / max(1, sum(want.values()))


def _summary(scores: list[tuple[float, float]]) -> str:
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    own = [f1(*score) for score in scores]
    return (
        f"{len(scores)} pages: F1 {f1(precision, recall):.4f}, P {precision:.4f}, R {recall:.4f}, "
        f"median {statistics.median(own):.4f}, below {BAD}: {sum(score < BAD for score in own)}"
    )


if __name__ == "__main__":
    main()
