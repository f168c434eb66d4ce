"""Articles with the places that people read in them, as the ranking sees them.

A SET is a folder with landing/ and gold.jsonl: per line `file`, `source`, and `places`, lists of name, latitude,
longitude, ISO code of the country, and `country`, `division` or nothing. The mentions are those of the pipeline that
read SET/landing: `news-pipeline run --landing SET/landing --data-dir DATA`.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.place_choice import surroundings
from news_pipeline.entities.place_index import COUNTRY, DIVISION_1, Namesakes, country_numbers, unit_vectors
from news_pipeline.entities.place_names import BEFORE, ArticleNames, Home, PlaceMention, is_perhaps_place, read_names
from news_pipeline.entities.place_ranking import Surroundings
from news_pipeline.metadata.outlets.known_outlets import outlet_of
from news_pipeline.shared.hashing import digest64

NEAR_KM, DIVISION_KM, COUNTRY_KM = 161, 450, 2500
"""100 miles, as the literature counts. Sets differ in where they put the point of a division or country."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place that a person read."""

    name: str
    latitude: float
    longitude: float
    country: str
    area: str
    """`country`, `division` or ''."""


@dataclass(slots=True)
class Document:
    """An article of a gold set."""

    file: str
    source: str
    """The set that it is from."""
    domain: str | None
    """Of its outlet."""
    mentions: list[PlaceMention]
    """All of its mentions, of whatever label."""
    perhaps: list[bool]
    """Which of them may be places."""
    gold: list[GoldPlace]
    names: ArticleNames
    labels: list[int]
    """For each of `names.ranked` the number of the right namesake; their count where none is right."""
    others: list[str]
    """Names of people and peoples."""
    weight: float = 1.0
    """Of one name: each set weighs the same."""

    @property
    def home(self) -> Home:
        """What is known of its outlet without other articles."""
        outlet = outlet_of(self.domain) if self.domain else None
        return Home(self.domain, outlet.country if outlet else None)

    def around(self, home: Home | None = None) -> Surroundings:
        """What the ranking knows beside the names."""
        return surroundings(self.others, home or self.home)


_ARTICLES = """
SELECT raw.article_id, raw.source_uri, metadata.outlet_domain, metadata.title, clean.body, clean.captions
FROM raw_documents AS raw
JOIN clean_articles AS clean ON clean.article_id = raw.article_id
JOIN article_metadata AS metadata ON metadata.article_id = raw.article_id
ORDER BY raw.article_id
"""


def read_documents(folder: Path, data: Path) -> list[Document]:
    """The documents of a set. `data` is the data folder of a run that read its landing folder."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["file"]: row for row in map(json.loads, lines)}
    with duckdb.connect(str(data / "pipeline.duckdb"), read_only=True) as connection:
        articles = connection.execute(_ARTICLES).fetchall()
        rows = connection.execute(
            "SELECT article_id, part, start_char, end_char, surface, entity_type FROM mentions ORDER BY ALL"
        ).fetchall()
    mentions = defaultdict(list)
    for article_id, *mention in rows:
        mentions[article_id].append(mention)
    documents = []
    for article_id, uri, domain, title, body, captions in articles:
        file = Path(uri.partition("#")[0]).name
        parts = {"title": title or "", "body": body, "caption": captions or ""}
        found = [
            PlaceMention(name, parts[part][end : end + 40], label) for part, _, end, name, label in mentions[article_id]
        ]
        perhaps = [
            is_perhaps_place(label, parts[part][max(0, start - BEFORE) : start])
            for part, start, _, _, label in mentions[article_id]
        ]
        documents.append(_document(file, gold[file], domain, found, perhaps))
    counts = Counter(document.source for document in documents for _ in document.labels)
    for document in documents:
        document.weight = counts.total() / len(counts) / max(1, counts[document.source])
    return documents


def _document(
    file: str, row: dict[str, Any], domain: str | None, mentions: list[PlaceMention], perhaps: list[bool]
) -> Document:
    gold = [GoldPlace(*place) for place in row["places"]]
    people = [mention.name for mention in mentions if mention.label == "PERSON"]
    others = sorted({mention.name for mention in mentions if mention.label in ("PERSON", "NORP")})
    names = read_names([mention for mention, may_be in zip(mentions, perhaps, strict=True) if may_be], people)
    meant = {plain(place.name): place for place in reversed(gold)}
    spelt = defaultdict(set)
    for mention in mentions:
        spelt[fold_name(mention.name) or mention.name].add(plain(mention.name))
    labels = []
    for folded, name in names.ranked.items():
        place = next((meant[each] for each in sorted(spelt[folded]) if each in meant), None)
        labels.append(_right(name.namesakes, place))
    return Document(file, str(row["source"]), domain, mentions, perhaps, gold, names, labels, others)


def plain(name: str) -> str:
    """Case, punctuation, a leading article and a possessive do not count."""
    name = re.sub(r"['’]s?$", "", name.lower())
    return re.sub(r"^(the|a) ", "", re.sub(r"\W+", " ", name).strip())


def _right(places: Namesakes, gold: GoldPlace | None) -> int:
    none = len(places.keys)
    if gold is None:
        return none
    away = kilometres(places, gold)
    is_near = away <= NEAR_KM
    if gold.area == "country":
        is_right = (places.kind == COUNTRY) & (places.country == country_numbers().get(gold.country, -1))
    elif gold.area == "division":
        is_right = (places.kind == DIVISION_1) & (away <= DIVISION_KM)
    else:
        is_right = is_near
    is_right = is_right if is_right.any() else is_near
    return int(np.argmin(np.where(is_right, away, np.inf))) if is_right.any() else none


def kilometres(places: Namesakes, gold: GoldPlace) -> np.ndarray:
    """How far each namesake lies from a place; infinite where it has no point."""
    point = unit_vectors(np.array([[gold.latitude, gold.longitude]]))[0]
    away = np.degrees(np.arccos(np.clip(places.vectors @ point, -1, 1))) * 111.2
    return np.where(places.vectors.any(axis=1), away, np.inf)


def fold_of(document: Document, folds: int) -> int:
    """The fold of a document: all of an outlet are in one."""
    return digest64(document.domain or document.file) % folds


def outlets(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """Documents by outlet; those without are left out."""
    found = defaultdict(list)
    for document in documents:
        if document.domain:
            found[document.domain].append(document)
    return dict(found)
