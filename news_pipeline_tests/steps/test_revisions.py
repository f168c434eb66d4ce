"""Revisions of one URL in the tables: numbered, with their changes; a page that is reused begins a new text."""

from datetime import UTC, datetime, timedelta

from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS, GROUPS
from news_pipeline.steps.revisions.step import REVISIONS
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop
from news_pipeline_tests.duplicates.texts import article, paragraphs
from news_pipeline_tests.upstream import put_articles

STORY = article(paragraphs(6, seed=1))


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
        run_loop(stage, warehouse)
    run_loop(GROUPS, warehouse)


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
