"""What must hold on the five real files in seeds/."""

from pathlib import Path

import pytest

from news_pipeline.entities.canonical import Entity, resolve
from news_pipeline.entities.mentions import Mentions
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import Tagger
from news_pipeline_tests.entities.canonical_gold import evidence_of
from news_pipeline_tests.entities.finding import find_in_all

SEEDS = Path(__file__).parents[2] / "seeds"


def articles() -> list[ArticleText]:
    found: list[ArticleText] = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        title, body = text.split("\n", 1)
        has_title = not path.name.startswith(("000", "001"))
        found.append(ArticleText(title, body) if has_title else ArticleText(None, text))
    return found


@pytest.fixture(scope="module")
def results(tagger: Tagger) -> list[Mentions]:
    return find_in_all(articles(), tagger)


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
    for article, found in zip(articles(), results, strict=True):
        ends = {"title": 0, "body": 0}
        for mention in found.mentions:
            text = article.title if mention.part == "title" else article.body
            assert text[mention.start_char : mention.end_char] == mention.surface
            assert mention.start_char >= ends[mention.part]
            ends[mention.part] = mention.end_char


def test_blinkens_without_its_apostrophe_is_blinken(results):
    title_mentions = [m for m in results[2].mentions if m.part == "title"]
    assert ("Blinken", "antony blinken") in {(m.surface, m.entity_key) for m in title_mentions}


def test_an_acronym_glued_to_a_word_is_found(results):
    body = articles()[2].body
    glued = body.index("CSTOhave")
    assert any(m.start_char == glued and m.surface == "CSTO" for m in results[2].mentions if m.part == "body")


@pytest.mark.parametrize(
    ("surface", "entity_type", "geonames_id"),
    [("Mangistau", "GPE", 608879), ("Crimea", "GPE", 703883), ("Nagorno-Karabakh", "LOC", None)],
)
def test_provinces_and_disputed_lands_are_places(entities, surface, entity_type, geonames_id):
    (holder,) = (e for e in entities if surface in e.aliases)
    assert (holder.entity_type, holder.geonames_id) == (entity_type, geonames_id)


def test_nationality_words_are_not_places(results):
    words = {"Russian", "Russians", "Kazakh", "Kazakhs", "Americans", "Ukrainians", "American"}
    assert {m.entity_type for found in results for m in found.mentions if m.surface in words} == {"NORP"}


def test_a_batch_gives_what_single_documents_give(results, tagger):
    assert find_in_all(articles()[1:2], tagger)[0] == results[1]
    assert find_in_all(articles()[4:5], tagger)[0] == results[4]
