"""Rows of articles in, rows of mentions out; which language is read by which tagger."""

import subprocess
import sys

import pytest

from news_pipeline.entities.tagger import MODEL
from news_pipeline.steps.mentions.rows import article_span_rows, cut_rows, mention_rows, tag_rows
from news_pipeline_tests.entities.small_german import small_german_pipeline


def article(article_id: str, title: str | None, body: str, language: str | None, captions: str | None = None) -> dict:
    return {"article_id": article_id, "title": title, "body": body, "captions": captions, "language": language}


def tagged(articles: list[dict], taggers: str) -> list[dict]:
    """The articles with the spans of their paragraphs, as the warehouse hands them to article_span_rows."""
    found: dict[str, dict[str, list]] = {
        row["article_id"]: {"starts": [], "ends": [], "labels": []} for row in articles
    }
    for cut in cut_rows(articles, taggers):
        for place, outcome in zip(cut["article_paragraphs"], tag_rows(cut["paragraphs"]), strict=True):
            assert isinstance(outcome, dict)
            (spans,) = outcome["paragraph_spans"]
            found[place["article_id"]]["starts"] += [place["start_char"] + start for start in spans["starts"]]
            found[place["article_id"]]["ends"] += [place["start_char"] + end for end in spans["ends"]]
            found[place["article_id"]]["labels"] += spans["labels"]
    return [{**row, "outlet_domain": None, **found[row["article_id"]]} for row in articles]


def mentioned(articles: list[dict], taggers: str) -> list[dict]:
    """What comes of the articles, without an outlet: spans first, then mentions."""
    rows = tagged(articles, taggers)
    homeless = {"home_latitude": None, "home_longitude": None, "home_land": None, "home_confidence": 0.0}
    outcomes: list[dict] = []
    for row, answer in zip(rows, article_span_rows(rows, taggers), strict=True):
        assert isinstance(answer, dict)
        given = [{**row, **homeless, **kept} for kept in answer.get("article_spans", [])]
        found = [outcome for outcome in mention_rows(given) if isinstance(outcome, dict)]
        outcomes += found or [answer]
    return outcomes


def test_rows_keep_their_order_and_other_languages_are_left_with_a_reason():
    rows = [
        article("1", None, "In Kazakhstan.", "en"),
        article("2", "Heute", "In Kasachstan.", "de"),
        article("3", "Almaty", "", None),
    ]
    first, second, third = mentioned(rows, "gazetteer")
    assert first["mentions"] == [
        {
            "part": "body",
            "sentence": 0,
            "start_char": 3,
            "end_char": 13,
            "surface": "Kazakhstan",
            "entity_type": "GPE",
            "entity_key": "country:KZ",
            "government_of": None,
            "role": None,
            "place_confidence": first["mentions"][0]["place_confidence"],
        }
    ]
    assert first["mentions"][0]["place_confidence"] > 0.9
    assert second == {"untagged_articles": [{"reason": "language: de"}]}
    assert [m["part"] for m in third["mentions"]] == ["title"]


def test_hint_rows_have_the_columns_of_their_table():
    rows = [article("1", None, "President Vladimir Putin spoke on Monday. Putin left.", "en")]
    hints = mentioned(rows, MODEL)[0]["entity_hints"]
    assert hints == [
        {"entity_type": "PERSON", "entity_key": "putin", "target_key": "vladimir putin", "kind": "surname"}
    ]


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    return small_german_pipeline(tmp_path_factory.mktemp("models"))


def test_a_second_language_is_a_setting(german):
    rows = [
        article("1", None, "Almaty ist nicht Berlin, sagte Olaf Scholz.", "de"),
        article("2", None, "Almaty is not Berlin.", "en"),
        article("3", None, "Almaty n'est pas Berlin.", "fr"),
    ]
    setting = f"gazetteer, de={german}"
    first, second, third = mentioned(rows, setting)
    assert [(m["surface"], m["entity_type"]) for m in first["mentions"]] == [
        ("Berlin", "GPE"),
        ("Olaf Scholz", "PERSON"),
    ]
    assert [m["surface"] for m in second["mentions"]] == ["Almaty", "Berlin"]
    assert third == {"untagged_articles": [{"reason": "language: fr"}]}


def test_captions_are_tagged_as_a_part_of_their_own():
    rows = [article("1", "Almaty", "In Kazakhstan.", "en", "Smoke over Almaty.\n\nA street. Police in Tokyo, Japan.")]
    mentions = mentioned(rows, "gazetteer")[0]["mentions"]
    assert [(m["part"], m["sentence"], m["start_char"], m["surface"]) for m in mentions] == [
        ("title", 0, 0, "Almaty"),
        ("body", 0, 3, "Kazakhstan"),
        ("caption", 0, 11, "Almaty"),
        ("caption", 2, 40, "Tokyo"),
        ("caption", 2, 47, "Japan"),
    ]


def test_importing_the_package_loads_no_model():
    code = "import sys, news_pipeline.steps.mentions.rows; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
