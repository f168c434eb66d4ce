"""Boilerplate by the corpus, through the stages: from files in the landing folder to bodies and what they lost."""

import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from news_pipeline.cleaning.boilerplate import line_hash
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import Row
from news_pipeline.steps.boilerplate.step import DOCUMENT_LINES, REPEATED_LINES
from news_pipeline.steps.cleaning.step import CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.metadata.step import METADATA
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import make_settings, run_loop
from news_pipeline_tests.upstream import made_up

PROMISE = "Our reporters have covered this coast for eighty years, and readers like you keep them afloat."
ASIDE = "Those who live by the water know the wind better than any bureau in the capital does."
WIRE = "This story was put together by the wire service from reports of several of its members."
Files = dict[str, str]


def story(seed: int, *tail: str) -> str:
    return "\n".join([made_up(seed, 5), *tail])


def many(folder: str, seeds: Iterable[int], *tail: str) -> Files:
    return {f"{folder}/{seed}.txt": story(seed, *tail) for seed in seeds}


class Newsroom:
    """A landing folder and the steps up to cleaning."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.folder = warehouse.settings.landing_dir

    def clean(self, files: Files) -> int:
        """Put the files there and take the steps. Returns how many documents were cleaned."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            ingest_landing(list_landing(self.folder), set(), pipeline_of(self.warehouse))
        return self.steps()

    def steps(self) -> int:
        run_loop(DOCUMENT_LINES, self.warehouse)
        run_loop(REPEATED_LINES, self.warehouse)
        return run_loop(CLEANING, self.warehouse).processed

    def take_down(self, pattern: str) -> None:
        self.warehouse.execute("DELETE FROM raw_documents WHERE source_uri GLOB $pattern", {"pattern": pattern})

    def bodies(self) -> dict[str, str]:
        rows = self.warehouse.rows("SELECT source_uri, body FROM clean_articles JOIN raw_documents USING (article_id)")
        return {row["source_uri"]: row["body"] for row in rows}

    def with_line(self, line: str) -> set[str]:
        return {uri for uri, body in self.bodies().items() if line in body}

    def losses(self) -> list[Row]:
        published = read_sql("news_pipeline.steps.cleaning", "removed_lines.sql")
        return self.warehouse.rows(
            f"SELECT source_uri, lost.text, role, reason FROM ({published}) "  # noqa: S608
            "AS lost JOIN raw_documents USING (article_id) WHERE line_hash IS NOT NULL ORDER BY ALL"
        )


@pytest.fixture
def newsroom(warehouse: Warehouse) -> Newsroom:
    return Newsroom(warehouse)


def test_what_many_documents_of_a_site_end_with_is_taken_out_and_counted(newsroom: Newsroom) -> None:
    newsroom.clean(many("coast", range(9), PROMISE) | many("coast", range(20, 23)))
    assert newsroom.with_line(PROMISE) == set()
    losses = newsroom.losses()
    assert len(losses) == 9
    assert {(loss["text"], loss["role"], loss["reason"]) for loss in losses} == {
        (PROMISE, "boilerplate", "stands in 9 of 12 documents of coast")
    }
    [row] = newsroom.warehouse.rows("SELECT site, text, document_count, site_document_count FROM site_boilerplate")
    assert tuple(row.values()) == ("coast", PROMISE, 9, 12)


def test_crossing_the_threshold_redoes_the_documents_with_the_line_and_no_others(newsroom: Newsroom) -> None:
    assert newsroom.clean(many("coast", range(7), PROMISE) | many("coast", range(20, 30)) | many("hills", [40])) == 18
    assert len(newsroom.with_line(PROMISE)) == 7
    assert newsroom.clean(many("coast", [7], PROMISE)) == 8
    assert newsroom.with_line(PROMISE) == set()
    assert newsroom.clean(many("coast", [8], PROMISE) | many("coast", [50])) == 2, "counts alone redo nothing"
    assert newsroom.losses()[0]["reason"] == "stands in 9 of 20 documents of coast", "but they are today's"
    assert newsroom.steps() == 0


def test_documents_that_are_taken_down_lower_the_counts(newsroom: Newsroom) -> None:
    newsroom.clean(many("coast", range(8), PROMISE))
    newsroom.take_down("coast/0.txt")
    assert newsroom.steps() == 7
    assert len(newsroom.with_line(PROMISE)) == 7
    newsroom.take_down("coast/*")
    newsroom.steps()
    for table in ("document_sites", "document_lines", "repeated_lines"):
        assert newsroom.warehouse.value(f"SELECT count(*) FROM {table}") == 0  # noqa: S608


def test_what_several_sites_have_is_wire_copy_and_stays(newsroom: Newsroom) -> None:
    newsroom.clean(many("coast", range(9), WIRE))
    assert newsroom.with_line(WIRE) == set()
    assert newsroom.clean(many("hills", [30], WIRE)) == 10
    assert len(newsroom.with_line(WIRE)) == 10


def test_revisions_of_a_document_and_copies_of_a_text_count_once(newsroom: Newsroom) -> None:
    for number in range(9):
        newsroom.clean({"coast/live.txt": story(number, PROMISE)})
    newsroom.clean({f"coast/copy-{number}.txt": story(5, PROMISE) for number in range(9)})
    assert newsroom.warehouse.value("SELECT count(*) FROM repeated_lines") == 0


def test_versions_of_one_story_are_no_evidence(newsroom: Newsroom) -> None:
    """Ten updates under ten addresses: a little new each time, and the same paragraphs below."""
    old = made_up(100, 6)
    newsroom.clean({f"coast/update-{number}.txt": f"{made_up(number, 2)}\n{old}" for number in range(10)})
    assert newsroom.warehouse.value("SELECT count(*) FROM repeated_lines") == 0


def test_a_line_amid_the_text_needs_a_quarter_of_the_documents(newsroom: Newsroom) -> None:
    inside = {f"coast/{seed}.txt": story(seed, ASIDE, made_up(seed + 500, 2)) for seed in range(9)}
    newsroom.clean(inside | many("coast", range(20, 48)))
    assert len(newsroom.with_line(ASIDE)) == 9
    newsroom.clean({f"coast/{seed}.txt": story(seed, ASIDE, made_up(seed + 500, 2)) for seed in range(9, 12)})
    assert newsroom.with_line(ASIDE) == set()


def test_without_a_site_there_is_no_rule(newsroom: Newsroom) -> None:
    newsroom.clean({f"{seed}.txt": story(seed, PROMISE) for seed in range(12)})
    assert len(newsroom.with_line(PROMISE)) == 12


@pytest.mark.parametrize("portions", [1, 4, 13])
def test_any_order_of_arrival_gives_the_same_bodies(portions: int, tmp_path: Path) -> None:
    files = (
        many("coast", range(9), PROMISE)
        | many("coast", range(20, 26), WIRE)
        | many("hills", range(30, 39), WIRE)
        | many("dale", range(50, 58), ASIDE, PROMISE)
        | many("dale", range(60, 64))
    )
    results = []
    for number, parts in enumerate((1, portions)):
        names = sorted(files)
        random.Random(parts).shuffle(names)  # noqa: S311 no secret
        with open_warehouse(make_settings(tmp_path / str(number), chunk_documents=5), CATALOG) as warehouse:
            newsroom = Newsroom(warehouse)
            for start in range(parts):
                newsroom.clean({name: files[name] for name in names[start::parts]})
            results.append((newsroom.bodies(), newsroom.losses()))
    assert results[0] == results[1]
    assert {loss["text"] for loss in results[0][1]} == {ASIDE}, "the others are wire copy or on two sites"


SLOGAN = "The paper that has told the coast its own news since 1901"


@pytest.mark.parametrize(
    ("documents", "others", "known"),
    [(3, 2, 3), (3, 4, 0), (2, 0, 0)],
)
def test_what_half_of_a_sites_documents_have_is_no_headline(
    documents: int, others: int, known: int, newsroom: Newsroom
) -> None:
    newsroom.clean(many("coast", range(documents), SLOGAN) | many("coast", range(20, 20 + others)))
    found = newsroom.warehouse.rows("SELECT article_id, line_hash FROM lines_without_headline_of_documents")
    assert [row["line_hash"] for row in found] == [line_hash(SLOGAN)] * known


def test_lines_without_headline_go_with_their_documents(newsroom: Newsroom) -> None:
    newsroom.clean(many("coast", range(3), SLOGAN))
    newsroom.take_down("coast/0.txt")
    newsroom.steps()
    assert newsroom.warehouse.value("SELECT count(*) FROM lines_without_headline") == 0


def test_what_frames_lines_in_many_documents_takes_them_out_whatever_they_hold(newsroom: Newsroom) -> None:
    """Sites share such words where they have one program: they are no wire copy."""
    clips = [f"NOW PLAYING {made_up(seed + 900, 1).rstrip('.')} Show All Clips" for seed in range(12)]
    files = {f"coast/{n}.txt": story(n, clip, made_up(n + 500, 2)) for n, clip in enumerate(clips[:9])}
    files |= {f"hills/{n}.txt": story(n, clip, made_up(n + 500, 2)) for n, clip in enumerate(clips[9:], start=30)}
    newsroom.clean(files)
    assert newsroom.with_line("NOW PLAYING") == {"hills/30.txt", "hills/31.txt", "hills/32.txt"}
    reasons = {loss["reason"] for loss in newsroom.losses()}
    assert reasons == {"begins or ends like a line that stands in 9 of 9 documents of coast"}


def records(numbers: Iterable[int], *, behind: tuple[str, ...]) -> Files:
    """A record each of one site, by one of four authors, and others listed behind."""
    firsts = ("Ada Moor", "Jonas Berg", "Lena Ruiz", "Tom Kline")
    return {
        f"{number}.json": json.dumps(
            {
                "url": f"https://harbour-made-up.com/{number}",
                "authors": [firsts[number % 4], *behind],
                "text": story(number),
            }
        )
        for number in numbers
    }


def authors(newsroom: Newsroom) -> set[tuple[str, ...]]:
    run_loop(METADATA, newsroom.warehouse)
    return {tuple(row["authors"]) for row in newsroom.warehouse.rows("SELECT authors FROM article_metadata")}


def test_where_a_sites_lists_hold_others_the_first_is_the_author(newsroom: Newsroom) -> None:
    newsroom.clean(records(range(7), behind=("Mara Vogel", "Ivo Stein")))
    assert {len(names) for names in authors(newsroom)} == {3}, "seven lists are too few to tell"
    newsroom.clean(records((7,), behind=("Mara Vogel", "Ivo Stein")))
    assert authors(newsroom) == {("Ada Moor",), ("Jonas Berg",), ("Lena Ruiz",), ("Tom Kline",)}
    newsroom.take_down("0.json*")
    newsroom.steps()
    assert {len(names) for names in authors(newsroom)} == {3}, "what is known of a site goes with its documents"


def test_copies_of_one_document_tell_nothing_of_a_sites_lists(newsroom: Newsroom) -> None:
    files = records(range(4), behind=("Mara Vogel", "Ivo Stein"))
    newsroom.clean(files | {f"again-{name}": text.replace("/harbour", "/www.harbour") for name, text in files.items()})
    assert newsroom.warehouse.rows("SELECT * FROM lists_with_others") == []
