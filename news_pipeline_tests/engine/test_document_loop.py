"""The loop over documents, by the first stage after cleaning with a toy function: it counts the words of a body."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from news_pipeline.engine.answers import Answering
from news_pipeline.engine.compute import local_compute
from news_pipeline.engine.document_loop import DocumentLoop, read_together
from news_pipeline.engine.ledger import data_version, find_pending, output_hash
from news_pipeline.engine.pipeline import LoopResult
from news_pipeline.engine.progress import no_report
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS
from news_pipeline.storage.arrow import pack, unpack
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import make_settings, run_loop
from news_pipeline_tests.upstream import made_up, put_articles, take_articles

seen: list[str] = []
"""Bodies that the function has been given."""


def count_words(rows: list[Row], least: str = "0") -> list[Outcome]:
    seen.extend(row["body"] for row in rows)
    if any(row["body"] == "poison" for row in rows):
        raise ZeroDivisionError
    return [
        Rejected("refused", row["body"])
        if row["body"].startswith("refuse")
        else {"article_keys": [{"token_count": max(int(least), len(row["body"].split()))}]}
        for row in rows
    ]


def count_words_and_poison(rows: list[Row]) -> list[Outcome]:
    return [{"article_keys": [{"token_count": len(row["body"].split())}]} for row in rows]


COUNTING = replace(FINGERPRINTS, function=count_words, writes=("article_keys",))


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    seen.clear()
    yield
    seen.clear()


def run(
    warehouse: Warehouse, stage: DocumentLoop = COUNTING, report: Callable[[str, int, int], None] = no_report
) -> LoopResult:
    return run_loop(stage, warehouse, report=report)


def counts(warehouse: Warehouse) -> dict[str, int]:
    rows = warehouse.rows("SELECT article_id, token_count FROM article_keys ORDER BY ALL")
    assert len(rows) == len({row["article_id"] for row in rows}), "one row an article"
    return {row["article_id"]: row["token_count"] for row in rows}


def test_only_what_is_new_or_changed_is_done(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "one", "b": "one two"})
    assert run(warehouse).processed == 2
    assert run(warehouse).processed == 0
    put_articles(warehouse, {"b": "one two three", "c": "four"})
    seen.clear()
    assert run(warehouse).processed == 2
    assert sorted(seen) == ["four", "one two three"]
    assert counts(warehouse) == {"a": 1, "b": 3, "c": 1}


def test_a_new_code_version_does_everything_again(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "one", "b": "refuse"})
    before = run(warehouse)
    again = run(warehouse, replace(COUNTING, code_version="another"))
    assert again.processed == 2
    assert again.data_version == before.data_version, "the answers are the same"
    changed = run(warehouse, replace(COUNTING, code_version="3", arguments=lambda _: {"least": "5"}))
    assert changed.data_version != before.data_version
    assert counts(warehouse) == {"a": 5}


def test_what_should_not_be_there_any_more_goes_with_its_rows(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "one", "b": "two"})
    before = run(warehouse)
    take_articles(warehouse, "a")
    after = run(warehouse)
    assert (after.removed, after.processed) == (1, 0)
    assert counts(warehouse) == {"b": 1}
    assert warehouse.value("SELECT count(*) FROM ledger WHERE stage = $s", {"s": COUNTING.name}) == 1
    assert before.data_version != after.data_version


def test_a_refusal_stands_in_the_ledger_until_the_document_is_accepted(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "one", "b": "refuse this"})
    result = run(warehouse)
    assert (result.processed, result.rejected) == (2, 1)
    refused = "SELECT key, state, reason, detail FROM ledger WHERE stage = $s AND state <> 'done'"
    assert warehouse.rows(refused, {"s": COUNTING.name}) == [
        {"key": "b", "state": "rejected", "reason": "refused", "detail": "refuse this"}
    ]
    assert counts(warehouse) == {"a": 1}
    put_articles(warehouse, {"b": "accept this", "a": "refuse"})
    run(warehouse)
    assert [row["key"] for row in warehouse.rows(refused, {"s": COUNTING.name})] == ["a"]
    assert counts(warehouse) == {"b": 2}


FAILURES = "SELECT key, state, reason, detail, trace IS NOT NULL AS is_traced FROM ledger_failures"


def test_a_document_that_the_code_fails_on_is_refused_by_name_until_the_code_is_another(tmp_path: Path) -> None:
    refusing = replace(COUNTING, on_failure=None)
    with open_warehouse(make_settings(tmp_path, chunk_documents=2), CATALOG) as warehouse:
        put_articles(warehouse, {key: f"text {key}" for key in "abcdefg"} | {"e": "poison"})
        result = run(warehouse, refusing)
        assert (result.processed, result.rejected) == (7, 1)
        assert "gave up on 1 documents (processing_failed), such as e.txt: they are refused" in result.problems[0]
        assert sorted(counts(warehouse)) == list("abcdfg")
        failure = {"state": "rejected", "reason": "processing_failed", "detail": "ZeroDivisionError"}
        assert warehouse.rows(FAILURES) == [{"key": "e", **failure, "is_traced": True}]
        assert run(warehouse, refusing).processed == 0, "and it does not stay pending"
        mended = replace(refusing, code_version="mended", function=count_words_and_poison)
        assert run(warehouse, mended).rejected == 0
        assert sorted(counts(warehouse)) == list("abcdefg")
        assert warehouse.rows(FAILURES) == []


def test_an_article_outlives_the_failure_of_a_step_that_it_can_do_without(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "one two", "b": "poison"})
    result = run(warehouse, replace(COUNTING, on_failure=lambda row: {"article_keys": [{"token_count": len(row)}]}))
    assert result.rejected == 0
    assert "go on without it" in result.problems[0]
    assert counts(warehouse)["b"] > 0
    assert [(row["key"], row["state"]) for row in warehouse.rows(FAILURES)] == [("b", "done")]
    assert warehouse.rows("SELECT * FROM rejected_documents") == []


def test_an_interrupt_between_chunks_keeps_what_is_committed(tmp_path: Path) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with open_warehouse(make_settings(tmp_path, chunk_documents=2), CATALOG) as warehouse:
        put_articles(warehouse, dict.fromkeys("abcde", "text"))
        with pytest.raises(KeyboardInterrupt):
            run(warehouse, report=interrupt)
        assert sorted(counts(warehouse)) == ["a", "b"]
        assert run(warehouse).processed == 3


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_warehouse(make_settings(tmp_path, chunk_documents=2), CATALOG) as warehouse:
        put_articles(warehouse, dict.fromkeys("abcde", "text"))
        run(warehouse, report=lambda stage, done, total: told.append((done, total)))
        assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
        told.clear()
        run(warehouse, report=lambda stage, done, total: told.append((done, total)))
        assert told == [], "a stage with nothing to do says nothing"


def test_chunks_are_bounded_by_documents_and_by_bytes(tmp_path: Path) -> None:
    def sizes(folder: str, **limits: int) -> list[int]:
        told = [0]
        with open_warehouse(make_settings(tmp_path / folder, **limits), CATALOG) as warehouse:
            put_articles(warehouse, dict.fromkeys("abcdef", "x" * 100) | {"g": "y" * 1000})
            run(warehouse, report=lambda stage, done, total: told.append(done))
        return [after - before for before, after in pairwise(told[1:])]

    assert sizes("documents", chunk_documents=3) == [3, 3, 1]
    assert max(sizes("bytes", chunk_bytes=250)) <= 3
    assert sum(sizes("one", chunk_bytes=1)) == 7, "a document larger than a chunk is a chunk"


def test_the_data_version_is_that_of_the_answers_whatever_their_order(tmp_path: Path) -> None:
    bodies = {f"{n:02}": f"text {'x ' * n}" for n in range(12)} | {"99": "refuse"}
    versions = set()
    for number, (documents, workers) in enumerate([(3, 1), (500, 1), (5, 2)]):
        order = random.Random(number).sample(sorted(bodies), len(bodies))  # noqa: S311
        compute = local_compute(workers)
        with open_warehouse(make_settings(tmp_path / str(number), chunk_documents=documents), CATALOG) as warehouse:
            for batch in (order[:4], order[4:]):
                put_articles(warehouse, {key: bodies[key] for key in batch}, arrival=number)
                run_loop(COUNTING, warehouse, compute)
            versions.add(data_version(COUNTING.name, warehouse))
            put_articles(warehouse, {"00": "another text"})
            assert run(warehouse).data_version not in versions
        compute.close()
    assert len(versions) == 1


def test_the_hash_of_an_answer_does_not_depend_on_the_order_of_columns() -> None:
    assert output_hash("s", "k", {"t": [{"a": 1, "b": 2}]}) == output_hash("s", "k", {"t": [{"b": 2, "a": 1}]})
    assert output_hash("s", "k", {"t": [1]}) != output_hash("s", "k2", {"t": [1]})


def test_a_row_that_belongs_to_two_documents_goes_with_either(warehouse: Warehouse) -> None:
    story, other = made_up(1), made_up(2)
    copies = {"a": story, "b": f"{story}\nSlightly longer.", "c": f"A start.\n{story}"}
    put_articles(warehouse, copies | {"d": other})
    assert links(warehouse) == [("a", "b"), ("a", "c"), ("b", "c")]
    put_articles(warehouse, {"b": f"{other}\nMore."})
    assert links(warehouse) == [("a", "c"), ("b", "d")]
    take_articles(warehouse, "a")
    assert links(warehouse) == [("b", "d")]
    put_articles(warehouse, {"a": copies["a"]})
    assert links(warehouse) == [("a", "c"), ("b", "d")]


def links(warehouse: Warehouse) -> list[tuple[str, str]]:
    run(warehouse, FINGERPRINTS)
    run(warehouse, COPY_LINKS)
    rows = warehouse.rows("SELECT article_id_a, article_id_b FROM copy_links ORDER BY ALL")
    return [(row["article_id_a"], row["article_id_b"]) for row in rows]


def test_rows_come_packed_with_the_first_document_and_so_do_the_entries_of_the_ledger() -> None:
    answering = Answering(count_words, COUNTING.name, {"article_keys": CATALOG["article_keys"].types}, frozenset())
    rows = [
        {"key": key, "input_hash": 1, "input": {"body": body}}
        for key, body in (("a", "refuse"), ("b", "one two"), ("c", "x"))
    ]
    refused, first, second = answering(rows)
    assert refused == Rejected("refused", "refuse")
    hashes = [
        output_hash(COUNTING.name, key, {"article_keys": [{"token_count": n}]}) for key, n in (("b", 2), ("c", 1))
    ]
    assert unpack([first.rows["ledger"]]).to_pylist() == [
        {"key": key, "input_hash": 1, "output_hash": hashed} for key, hashed in zip("bc", hashes, strict=True)
    ]
    assert unpack([first.rows["article_keys"]]).to_pylist() == [
        {"article_id": "b", "token_count": 2},
        {"article_id": "c", "token_count": 1},
    ]
    assert second.rows == {}


def test_streams_with_different_columns_become_one_table() -> None:
    table = CATALOG["article_keys"]
    columns = [column.name for column in table.columns][:2]
    joined = unpack([pack(table.types, [{columns[0]: "a"}]), pack(table.types, [{columns[0]: "b", "token_count": 3}])])
    assert joined.to_pylist() == [{columns[0]: "a", "token_count": None}, {columns[0]: "b", "token_count": 3}]


@pytest.mark.parametrize(
    ("stage", "chunk_bytes", "together"),
    [
        (COUNTING, 1_000_000, [(0, 3)]),
        (COUNTING, 11, [(0, 2), (2, 3)]),
        (COUNTING, 5, [(0, 1), (1, 2), (2, 3)]),
        (replace(COUNTING, look_up=COPY_LINKS.look_up, portion_chunks=2), 1_000_000, [(0, 2), (2, 3)]),
    ],
    ids=["all", "as many as fit", "each is too large", "none but those for which things are looked up together"],
)
def test_small_chunks_are_read_together(
    warehouse: Warehouse, stage: DocumentLoop, chunk_bytes: int, together: list[tuple[int, int]]
) -> None:
    put_articles(warehouse, dict.fromkeys("abcdef", "ten bytes."))
    warehouse.settings = replace(warehouse.settings, chunk_documents=2)
    find_pending(stage.name, "1", warehouse)
    warehouse.settings = replace(warehouse.settings, chunk_bytes=chunk_bytes)
    assert list(read_together(stage, warehouse)) == together


def test_what_is_read_together_is_committed_chunk_by_chunk(warehouse: Warehouse) -> None:
    put_articles(warehouse, {f"{number:03}": "word " * (number % 7) + "end" for number in range(50)})
    warehouse.settings = replace(warehouse.settings, chunk_documents=7)
    done: list[int] = []
    run(warehouse, report=lambda _, now, total: done.append(now))
    assert done == [0, 7, 14, 21, 28, 35, 42, 49, 50]
    assert counts(warehouse) == {f"{number:03}": number % 7 + 1 for number in range(50)}
