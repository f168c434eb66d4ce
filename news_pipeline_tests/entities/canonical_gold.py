"""Scores canonical entities: which mentions are one (B-cubed, Bagga and Baldwin 1998), and which place each place is.

`canonical_gold.csv` has one row for each mention of a person, organisation or place: file name, first and last offset
in the file's text, and what it stands for: `person:<name>`, `org:<name>`, `place:country:<ISO code>`,
`place:geonames:<id>`, or `place:<name>` where the gazetteer has no row. It holds labels only. The texts are `seeds/`
and 60 more news files that are not in this repository: 30 reports of one summit, and 30 articles of 2012 to 2020, each
named by the id of its record, with the record's `text` and nothing else. The latter were labelled before the
pipeline had read them; of these `is_kept` tells the half that no rule is made by.

How it was made: the texts were read with the tagger's spans marked. A list of names with their meaning was written by
hand, with exceptions by file, and applied wherever a name stands, tagged or not. What the tagger had beyond the list
was read again. Mentions of peoples, buildings and events are left out.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from news_pipeline.entities.canonical import Entity, HintCount, KeyEvidence, SurfaceCount, resolve
from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.mentions import Mention, Mentions
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import Tagger
from news_pipeline.shared.hashing import digest64
from news_pipeline_tests.entities.finding import find_in_all

SCORED_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC"})
MOST_FREQUENT = 100


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention."""

    source: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What came out."""

    documents: int
    gold: int
    """Mentions in the gold of these files."""
    found: int
    """Those that overlap a mention of the pipeline."""
    matched_f1: float
    """B-cubed F1 over the mentions that both have: canonical entities alone."""
    strict_f1: float
    """The same, with each mention that only one side has counted as wrong: tagging and canonical entities."""
    places: int
    """Different places among the most frequent."""
    right_places: float
    """Share of them whose mentions mostly have the right id, or none where gold has none."""
    wrong: tuple[str, ...]
    """The others, with what they were taken for."""


def read_gold() -> list[Gold]:
    """All rows."""
    text = Path(__file__).with_name("canonical_gold.csv").read_text(encoding="utf-8")
    return [
        Gold(row["source"], int(row["start_char"]), int(row["end_char"]), row["label"])
        for row in csv.DictReader(text.splitlines())
    ]


def is_kept(source: str) -> bool:
    """Whether a file is of the half that is looked at only to score."""
    return source.startswith("volume-") and digest64(source) % 2 == 1


def score(folders: Iterable[Path], tagger: Tagger, rules: Sequence[Rule] = DOCUMENT_RULES) -> Scores:
    """Tag the files of the gold that are in the folders, resolve them as one corpus, and compare."""
    gold: dict[str, list[Gold]] = defaultdict(list)
    for row in read_gold():
        gold[row.source].append(row)
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.name in gold]
    articles = [ArticleText(None, path.read_text(encoding="utf-8")) for path in paths]
    results = find_in_all(articles, tagger, rules)
    entity_of = {(e.entity_type, key): e for e in resolve(evidence_of(results)) for key in e.keys}
    pairs: list[tuple[str | None, str | None, Entity | None]] = []
    for path, found in zip(paths, results, strict=True):
        pairs += _aligned(gold[path.name], found.mentions, entity_of)
    both = [(label, key) for label, key, _ in pairs if label and key]
    places = [(label, entity) for label, _, entity in pairs if label and label.startswith("place:")]
    count, right, wrong = _places(places)
    return Scores(
        documents=len(paths),
        gold=sum(label is not None for label, _, _ in pairs),
        found=len(both),
        matched_f1=_b_cubed(both, len(both), len(both)),
        strict_f1=_b_cubed(
            both, sum(key is not None for _, key, _ in pairs), sum(bool(label) for label, _, _ in pairs)
        ),
        places=count,
        right_places=right,
        wrong=wrong,
    )


def evidence_of(results: Sequence[Mentions]) -> list[KeyEvidence]:
    """What the warehouse would hand to `resolve` for these articles."""
    surfaces: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    articles: Counter[tuple[str, str]] = Counter()
    hints: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for found in results:
        for mention in found.mentions:
            surfaces[mention.entity_type, mention.entity_key][mention.surface] += 1
        articles.update({(m.entity_type, m.entity_key) for m in found.mentions})
        for hint in found.hints:
            hints[hint.entity_type, hint.entity_key][hint.target_key, hint.kind] += 1
    return [
        KeyEvidence(
            key[0],
            key[1],
            tuple(SurfaceCount(*item) for item in surfaces[key].items()),
            articles[key],
            tuple(HintCount(target, kind, count) for (target, kind), count in hints[key].items()),
        )
        for key in {**surfaces, **hints}
    ]


def _aligned(
    gold: Sequence[Gold], mentions: Sequence[Mention], entity_of: dict[tuple[str, str], Entity]
) -> list[tuple[str | None, str | None, Entity | None]]:
    """(label, entity's name for comparison, entity) of each mention; None on the side that lacks it.

    The gold was read in whole files, so all mentions are in the body. The first mention that overlaps is the match.
    """
    rows: list[tuple[str | None, str | None, Entity | None]] = []
    used: set[int] = set()
    for wanted in gold:
        matches = (
            number
            for number, mention in enumerate(mentions)
            if number not in used and mention.start_char < wanted.end and wanted.start < mention.end_char
        )
        match = next(matches, None)
        if match is None:
            rows.append((wanted.label, None, None))
            continue
        used.add(match)
        entity = entity_of[mentions[match].entity_type, mentions[match].entity_key]
        rows.append((wanted.label, f"{entity.entity_type} {entity.canonical_key}", entity))
    extra = [m for number, m in enumerate(mentions) if number not in used and m.entity_type in SCORED_TYPES]
    return rows + [(None, f"{m.entity_type} {m.entity_key}", None) for m in extra]


def _b_cubed(pairs: Sequence[tuple[str, str]], answers: int, wanted: int) -> float:
    """Precision over all answers, recall over all that is wanted; mentions outside the pairs count 0 on their side."""
    both, labels, keys = Counter(pairs), Counter(label for label, _ in pairs), Counter(key for _, key in pairs)
    precision = sum(count * count / keys[key] for (_, key), count in both.items()) / max(1, answers)
    recall = sum(count * count / labels[label] for (label, _), count in both.items()) / max(1, wanted)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _places(pairs: Sequence[tuple[str, Entity | None]]) -> tuple[int, float, tuple[str, ...]]:
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for label, entity in pairs:
        key = entity.canonical_key if entity else ""
        has_id = key.startswith(("country:", "geonames:"))
        without = "none" if entity else "missed"
        taken[label][key if has_id else without] += 1
    frequent = sorted(taken, key=lambda label: (-taken[label].total(), label))[:MOST_FREQUENT]
    wrong = []
    for label in frequent:
        wanted = label.removeprefix("place:") if label.startswith(("place:country:", "place:geonames:")) else "none"
        if 2 * taken[label][wanted] <= taken[label].total():
            wrong.append(f"{label} {dict(taken[label])}")
    return len(frequent), 1 - len(wrong) / max(1, len(frequent)), tuple(wrong)
