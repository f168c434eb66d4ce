"""The overrides file: what its lines mean, and which cannot be used. Overrides survive runs and redo only their own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.engine.decisions import load_decisions
from news_pipeline.entities.overrides import read_overrides
from news_pipeline.settings import Settings
from news_pipeline.steps.entities.step import ENTITIES, OVERRIDES
from news_pipeline.steps.mentions.step import STEP as MENTIONS
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop, run_step, with_tagger
from news_pipeline_tests.upstream import put_articles

HEADER = "judgement,entity_type,name,other,note\n"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("same,PERSON,Blinken,Antony Blinken,", ("same", "PERSON", "blinken", "antony blinken")),
        ("Not-Same, org ,the G.R.U.,Gru Ltd,", ("not same", "ORG", "gru", "gru")),
        ("not same,GPE,Springfield,country:GE,", ("not same", "GPE", "springfield", "country:GE")),
        ("rename,GPE,United States,America,", ("rename", "GPE", "country:US", "")),
        ("ignore,GPE,Almaty,,", ("ignore", "GPE", "geonames:1526384", "")),
    ],
)
def test_a_line_names_keys(line, wanted):
    rows, problems = read_overrides(HEADER + line)
    if wanted[2] == wanted[3]:
        assert "two spellings of one key" in problems[0]
    else:
        assert [(r.judgement, r.entity_type, r.entity_key, r.other_key) for r in rows] == [wanted]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("judgement,name\n", "line 1: the header lacks entity_type, other"),
        (HEADER + "merge,PERSON,A B,C D,", "line 2: the judgement is one of same, not same, rename, ignore"),
        (HEADER + "same,HUMAN,A B,C D,", "line 2: the entity_type is one of PERSON"),
        (HEADER + "same,PERSON,A B,,", "line 2: `same` needs `other`"),
        (HEADER + "ignore,PERSON,A B,C D,", "line 2: `ignore` is about one name"),
        (HEADER + "ignore,PERSON,,,", "line 2: give a name"),
        (HEADER + "ignore,PERSON,a,b,c,d", "line 2: 6 cells for 5 columns; put quotes"),
        (HEADER + "same,PERSON,A B,C D,\nnot same,PERSON,C D,A B,", "line 3: line 2 decides the same already"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_remedy(text, problem):
    assert read_overrides(text)[1][0].startswith(problem)


@given(st.text())
def test_no_file_breaks_the_reading(text):
    rows, problems = read_overrides(HEADER + text)
    assert len(rows) + len(problems) <= text.count("\n") + text.count("\r") + 2


def run(warehouse: Warehouse, settings: Settings, overrides: str) -> int:
    """One run of the steps on entities; says how many names were resolved anew."""
    settings.entity_overrides.write_text(HEADER + overrides, encoding="utf-8")
    run_step(MENTIONS, with_tagger(warehouse))
    load_decisions(OVERRIDES, settings, warehouse)
    return run_loop(ENTITIES, warehouse).processed


def names(warehouse: Warehouse) -> list[tuple[str, int]]:
    sql = (
        "SELECT entities.name, count(*) AS mentions FROM entity_mentions JOIN entities USING (entity_id) "
        "GROUP BY entities.name ORDER BY ALL"
    )
    return [(row["name"], row["mentions"]) for row in warehouse.rows(sql)]


@pytest.fixture
def overridden(settings: Settings, tmp_path: Path) -> Settings:
    from dataclasses import replace  # noqa: PLC0415

    return replace(settings, entity_overrides=tmp_path / "entity_overrides.csv")


def test_overrides_survive_runs_redo_only_what_they_name_and_are_undone_by_deleting_the_line(
    warehouse: Warehouse, overridden: Settings
) -> None:
    put_articles(warehouse, {"a": "Almaty and Tokyo. Kazakhstan.", "b": "Georgia."})
    assert run(warehouse, overridden, "") == 4
    plain = names(warehouse)
    assert run(warehouse, overridden, "ignore,GPE,Tokyo,,\nrename,GPE,Almaty,Alma-Ata,\n") == 2
    assert names(warehouse) == [("Alma-Ata", 1), ("Georgia", 1), ("Kazakhstan", 1)]
    assert run(warehouse, overridden, "ignore,GPE,Tokyo,,\nrename,GPE,Almaty,Alma-Ata,\n") == 0
    put_articles(warehouse, {"c": "Almaty again."}, arrival=1)
    assert run(warehouse, overridden, "ignore,GPE,Tokyo,,\nrename,GPE,Almaty,Alma-Ata,\n") == 1
    assert names(warehouse)[0] == ("Alma-Ata", 2)
    run(warehouse, overridden, "")
    assert dict(names(warehouse)) == {**dict(plain), "Almaty": 2}


def test_a_merge_by_a_person_leaves_the_former_id_as_a_redirect(warehouse: Warehouse, overridden: Settings) -> None:
    put_articles(warehouse, {"a": "Kazakhstan.", "b": "Georgia."})
    run(warehouse, overridden, "")
    (former,) = warehouse.rows("SELECT entity_id FROM entity_aliases WHERE name = 'Georgia'")
    run(warehouse, overridden, "same,GPE,Georgia,country:GE,\n")
    (alias,) = warehouse.rows("SELECT own_id, entity_id, name FROM entity_aliases WHERE name = 'Georgia'")
    assert alias["own_id"] == former["entity_id"] != alias["entity_id"]
    assert warehouse.rows("SELECT country_code FROM entities WHERE name = 'Georgia'") == [{"country_code": "GE"}]


def test_the_check_tells_of_lines_that_name_nothing(warehouse: Warehouse, overridden: Settings) -> None:
    put_articles(warehouse, {"a": "Kazakhstan."})
    run(warehouse, overridden, "ignore,GPE,Kazakhstan,,\nignore,PERSON,Ann Lee,,\nsame,GPE,Kazakhstan,,\n")
    offenders = warehouse.rows(read_sql("news_pipeline.steps.entities", "entity_overrides_usable.sql"))
    told = [row["problem"] for row in offenders]
    assert told == [
        "entity_overrides.csv, line 4: `same` needs `other`",
        "line 3: no PERSON is called ann lee; entity_aliases lists the names as entity_key",
    ]
