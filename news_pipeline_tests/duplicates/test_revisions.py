"""What changed between two texts of one URL, and pages that are reused for something else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.duplicates import revisions
from news_pipeline.duplicates.revisions import Change, is_same_text, word_diff
from news_pipeline.engine.compute import Inline
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.engine.set_loop import run_sets
from news_pipeline.steps.lineage import COPY_LINKS, FINGERPRINTS, GROUPS, REVISIONS
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import no_report
from news_pipeline_tests.duplicates.texts import article, paragraphs
from news_pipeline_tests.upstream import put_articles

DIFFS = [
    ("one two three", "one two three", [], "nothing changed"),
    ("one two\nthree", "one   two\n\nthree\n", [], "white space is no change"),
    (
        "three are dead",
        "at least five are dead",
        [Change(0, ("three",), ("at", "least", "five"))],
        "a number corrected",
    ),
    ("one two\nthree four", "one two\nfour", [Change(2, ("three",), ())], "a word gone, in its line"),
    ("one two", "one two\nthree", [Change(2, (), ("three",))], "a paragraph added"),
    ("", "one", [Change(0, (), ("one",))], "there was nothing"),
]


@pytest.mark.parametrize(("before", "after", "expected", "reason"), DIFFS)
def test_the_diff_says_which_words_came_and_went(before, after, expected, reason):
    assert word_diff(before, after) == expected, reason


def applied(before, changes):
    words, done = before.split(), 0
    made = []
    for change in changes:
        made += words[done : change.position] + list(change.added)
        assert tuple(words[change.position : change.position + len(change.removed)]) == change.removed
        done = change.position + len(change.removed)
    return made + words[done:]


LINES = st.lists(st.text("ab c", max_size=12), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_the_diff_applied_to_the_text_before_gives_the_text_after(before, after):
    assert applied(before, word_diff(before, after)) == after.split()


def test_long_changed_stretches_are_replaced_as_a_whole(monkeypatch):
    monkeypatch.setattr(revisions, "MAX_COMPARISONS", 8)
    changes = word_diff("same\na b c x", "same\nd e f x")
    assert changes == [Change(1, ("a", "b", "c", "x"), ("d", "e", "f", "x"))]


STORY = article(paragraphs(6, seed=1))
SAME = [
    (STORY, article(paragraphs(6, seed=1)[:3], paragraphs(3, seed=2)), True, "half of it rewritten"),
    (STORY, article(paragraphs(6, seed=2)), False, "a home page: yesterday's text, today's text"),
    ("Storm closes the harbour of Porto Novo", "Storm closes the port of Porto Novo", True, "a short text corrected"),
    ("Storm closes the harbour", "Minister resigns after vote", False, "a short text replaced"),
]


@pytest.mark.parametrize(("before", "after", "expected", "reason"), SAME)
def test_whether_it_is_one_text(before, after, expected, reason):
    assert is_same_text(before, after, word_diff(before, after)) is expected, reason


def crawl(warehouse: Warehouse, *bodies: str) -> None:
    """The same URL, an hour later each time."""
    names = [f"v{number}" for number in range(len(bodies))]
    start = datetime(2022, 1, 8, 6, tzinfo=UTC)
    metadata = {
        name: {"url_key": "example.com/live", "updated_at": start + timedelta(hours=number)}
        for number, name in enumerate(names)
    }
    put_articles(warehouse, dict(zip(names, bodies, strict=True)), metadata)
    for stage in (REVISIONS, FINGERPRINTS, COPY_LINKS):
        run_stage(stage, warehouse, Inline(), no_report)
    run_sets(GROUPS, warehouse, no_report)


def places(warehouse: Warehouse) -> list[tuple[str, int, int]]:
    rows = warehouse.rows("SELECT article_id, text_number, revision_number FROM article_revisions ORDER BY article_id")
    return [(row["article_id"], row["text_number"], row["revision_number"]) for row in rows]


def test_revisions_are_numbered_and_their_changes_kept(warehouse: Warehouse) -> None:
    crawl(warehouse, f"{STORY}\nThree died.", f"{STORY}\nFive died.")
    assert places(warehouse) == [("v0", 1, 1), ("v1", 1, 2)]
    [diff] = warehouse.rows("SELECT * FROM revision_diffs")
    assert (diff["article_id"], diff["word_position"], diff["removed"], diff["added"]) == ("v1", 180, "Three", "Five")
    [row] = warehouse.rows("SELECT words_added, words_removed FROM article_revisions WHERE article_id = 'v1'")
    assert (row["words_added"], row["words_removed"]) == (1, 1)


def test_a_url_that_is_reused_for_other_content_merges_nothing(warehouse: Warehouse) -> None:
    today, tomorrow = article(paragraphs(6, seed=1)), article(paragraphs(6, seed=2))
    crawl(warehouse, today, f"{today}\nLater that day.", tomorrow)
    assert places(warehouse) == [("v0", 1, 1), ("v1", 1, 2), ("v2", 2, 1)]
    groups = warehouse.rows(
        "SELECT list(article_id ORDER BY article_id) AS m FROM group_members GROUP BY duplicate_group_id"
    )
    assert sorted(row["m"] for row in groups) == [["v0", "v1"], ["v2"]]
    assert warehouse.rows("SELECT * FROM revision_diffs WHERE article_id = 'v2'") == []
