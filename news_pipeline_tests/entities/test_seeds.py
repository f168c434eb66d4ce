"""What must hold on the five real files in seeds/."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from news_pipeline.entities.canonical import Entity, KeyEvidence, resolve
from news_pipeline.entities.mentions import find_mentions_in_batch
from news_pipeline.entities.tagger import Tagger

SEEDS = Path(__file__).parents[2] / "seeds"


def documents() -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        title, body = text.split("\n", 1)
        found.append((None, text) if path.name.startswith(("000", "001")) else (title, body))
    return found


def evidence_of(results: list) -> list[KeyEvidence]:
    surfaces: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    articles: Counter[tuple[str, str]] = Counter()
    hints: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for mentions, found in results:
        for mention in mentions:
            surfaces[mention.entity_type, mention.entity_key][mention.surface] += 1
        articles.update({(m.entity_type, m.entity_key) for m in mentions})
        for hint in found:
            hints[hint.entity_type, hint.key][hint.target_key, hint.kind] += 1
    keys = {**surfaces, **hints}
    return [
        KeyEvidence(
            key[0],
            key[1],
            tuple(surfaces[key].items()),
            articles[key],
            tuple((target, kind, count) for (target, kind), count in hints[key].items()),
        )
        for key in keys
    ]


@pytest.fixture(scope="module")
def results(tagger: Tagger) -> list:
    return find_mentions_in_batch(documents(), tagger)


@pytest.fixture(scope="module")
def entities(results) -> list[Entity]:
    return resolve(evidence_of(results))


@pytest.mark.parametrize(
    ("entity_type", "surfaces", "name", "country_code"),
    [
        ("PERSON", {"Antony Blinken", "Blinken"}, "Antony Blinken", None),
        ("PERSON", {"Vladimir Putin", "Putin"}, "Vladimir Putin", None),
        ("PERSON", {"Karim Massimov"}, "Karim Massimov", None),
        ("PERSON", {"Kassym-Jomart Tokayev", "Tokayev"}, "Kassym-Jomart Tokayev", None),
        ("GPE", {"Kazakhstan"}, "Kazakhstan", "KZ"),
        ("GPE", {"Russia"}, "Russia", "RU"),
        ("GPE", {"US", "U.S.", "United States"}, "United States", "US"),
        (
            "ORG",
            {"CSTO", "Collective Security Treaty Organisation", "Collective Security Treaty Organization"},
            "Collective Security Treaty Organisation",
            None,
        ),
    ],
)
def test_one_entity_has_every_spelling(entities, entity_type, surfaces, name, country_code):
    holders = [e for e in entities if surfaces & set(e.aliases)]
    assert len(holders) == 1
    assert holders[0].entity_type == entity_type
    assert surfaces <= set(holders[0].aliases)
    assert (holders[0].name, holders[0].country_code) == (name, country_code)


def test_cities_of_the_story_have_coordinates(entities):
    almaty = next(e for e in entities if e.name == "Almaty")
    assert (almaty.geonames_id, almaty.country_code) == (1526384, "KZ")
    assert almaty.latitude == pytest.approx(43.25, abs=0.05)


def test_offsets_are_true_and_in_order_without_overlap(results):
    for (title, body), (mentions, _) in zip(documents(), results, strict=True):
        ends = {"title": 0, "body": 0}
        for mention in mentions:
            text = title if mention.part == "title" else body
            assert text[mention.start_char : mention.end_char] == mention.surface
            assert mention.start_char >= ends[mention.part]
            ends[mention.part] = mention.end_char


def test_blinkens_without_its_apostrophe_is_blinken(results):
    title_mentions = [m for m in results[2][0] if m.part == "title"]
    assert ("Blinken", "antony blinken") in {(m.surface, m.entity_key) for m in title_mentions}


def test_an_acronym_glued_to_a_word_is_found(results):
    body = documents()[2][1]
    glued = body.index("CSTOhave")
    assert any(m.start_char == glued and m.surface == "CSTO" for m in results[2][0] if m.part == "body")


def test_nationality_words_are_not_places(results):
    words = {"Russian", "Russians", "Kazakh", "Kazakhs", "Americans", "Ukrainians", "American"}
    assert {m.entity_type for mentions, _ in results for m in mentions if m.surface in words} == {"NORP"}


def test_a_batch_gives_what_single_documents_give(results, tagger):
    assert find_mentions_in_batch(documents()[1:2], tagger)[0] == results[1]
    assert find_mentions_in_batch(documents()[4:5], tagger)[0] == results[4]
