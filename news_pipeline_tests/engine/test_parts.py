"""What comes in parts: order, bounds, and sources that fail, kill or hang the worker that reads them."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from news_pipeline.engine.compute import Compute, Inline, LocalProcesses
from news_pipeline.engine.parts import PartSize, Source
from news_pipeline.engine.workers import Limits
from news_pipeline.shared.user_error import UserError
from news_pipeline_tests.engine.test_compute import lose

SIZE = PartSize(4, 100)
QUICK = Limits(part_seconds=0.5, start_seconds=2.0)


@pytest.fixture(scope="module")
def processes() -> Iterator[LocalProcesses]:
    compute = LocalProcesses(2)
    yield compute
    compute.close()


@pytest.fixture(params=["inline", "processes"])
def compute(request: pytest.FixtureRequest) -> Compute:
    return Inline() if request.param == "inline" else request.getfixturevalue("processes")


def numbered(what: dict[str, object], start: int) -> Iterator[tuple[int, int, str]]:
    """The items of a source: its name with numbers up to `last`; `step` apart; those in `bad` do what is said there."""
    step, bad = int(str(what.get("step", 1))), what.get("bad", {})
    assert isinstance(bad, dict)
    for number in range(step, int(str(what["last"])) + 1, step):
        if number <= start:
            continue
        match bad.get(number):
            case "raise":
                raise ZeroDivisionError("a secret")
            case "die":
                os._exit(9)
            case ("lose", file, times):
                lose(file, times, signal.SIGKILL)
            case "hang":
                time.sleep(600)
            case "eat":
                eaten = b"x" * 4_000_000_000
                time.sleep(len(eaten))
            case "need":
                raise UserError("the disk is full")
        yield number, 1, f"{what['name']}{number}"


def told(compute: Compute, *sources: dict[str, object], size: PartSize = SIZE, start: int = 0) -> dict[int, list[str]]:
    """By source what came of it: items, `!reason@place` where something is passed over, `.` where it ends."""
    found: dict[int, list[str]] = {number: [] for number in range(len(sources))}
    last = 0
    for part in compute.read(numbered, (Source(what, start, 10) for what in sources), size):
        assert part.number >= last, "sources come in order"
        assert len(part.items) <= size.items
        last = part.number
        found[part.number] += part.items
        if part.failure:
            found[part.number].append(f"!{part.failure.reason.value}@{part.place}")
        if part.has_ended:
            found[part.number].append(".")
    return found


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_items_come_in_order_in_parts_and_each_source_ends_once(compute: Compute, count: int) -> None:
    sources = [{"name": f"{number}:", "last": number % 11} for number in range(count)]
    expected = {number: [*(f"{number}:{item}" for item in range(1, number % 11 + 1)), "."] for number in range(count)}
    assert told(compute, *sources) == expected


def test_reading_goes_on_at_a_place(compute: Compute) -> None:
    assert told(compute, {"name": "a", "last": 5}, start=3) == {0: ["a4", "a5", "."]}


@pytest.mark.parametrize("does", ["raise", "die", "hang", "eat"])
def test_an_item_that_cannot_be_read_is_passed_over_and_named(does: str) -> None:
    reason = {"raise": "processing_failed", "hang": "too_slow"}.get(does, "killed_worker")
    sources = [{"name": name, "last": 7} for name in "abc"]
    sources[1]["bad"] = {6: does}
    compute = LocalProcesses(2, QUICK if does == "hang" else Limits(memory_bytes=700_000_000))
    found = told(compute, *sources)
    compute.close()
    assert found[0] == [*(f"a{number}" for number in range(1, 8)), "."]
    assert found[1] == ["b1", "b2", "b3", "b4", "b5", f"!{reason}@6", "b7", "."]
    assert found[2] == [*(f"c{number}" for number in range(1, 8)), "."]


def test_a_worker_that_is_killed_from_outside_costs_no_item(tmp_path: Path) -> None:
    sources = [{"name": name, "last": 7} for name in "abc"]
    sources[1]["bad"] = {2: ("lose", str(tmp_path / "one"), 4), 6: ("lose", str(tmp_path / "two"), 7)}
    compute = LocalProcesses(2)
    found = told(compute, *sources)
    compute.close()
    assert found == {number: [*(f"{name}{item}" for item in range(1, 8)), "."] for number, name in enumerate("abc")}


def test_a_fault_at_the_end_gives_up_the_rest(compute: Compute) -> None:
    assert told(compute, {"name": "a", "last": 3, "bad": {3: "raise"}}) == {
        0: ["a1", "a2", "!processing_failed@2", "."]
    }


def test_faults_in_several_places_are_each_named(compute: Compute) -> None:
    bad = {1: "raise", 4: "raise", 5: "raise"}
    assert told(compute, {"name": "a", "last": 7, "bad": bad}) == {
        0: ["!processing_failed@1", "a2", "a3", "!processing_failed@5", "a6", "a7", "."]
    }


def test_numbers_that_lie_apart_are_passed_over_together_up_to_a_bound(compute: Compute) -> None:
    near = {"name": "a", "last": 9, "step": 3, "bad": {6: "raise"}}
    far = {"name": "b", "last": 30, "step": 10, "bad": {20: "raise"}}
    assert told(compute, near, far) == {
        0: ["a3", "!processing_failed@6", "a9", "."],
        1: ["b10", "!processing_failed@10", "."],
    }


def test_what_is_no_fault_of_a_source_ends_the_reading(compute: Compute) -> None:
    with pytest.raises(UserError, match="the disk is full"):
        told(compute, {"name": "a", "last": 5, "bad": {3: "need"}})


def test_little_is_read_ahead(processes: Compute) -> None:
    pulled = 0

    def sources() -> Iterator[Source]:
        nonlocal pulled
        for _ in range(100):
            pulled += 1
            yield Source({"name": "a", "last": 1}, 0, 1000)

    parts = processes.read(numbered, sources(), SIZE)
    next(parts)
    assert pulled <= 4, "one batch for each of two workers, and one in hand"
    parts.close()  # type: ignore[attr-defined]


def test_a_worker_that_is_ahead_waits(processes: Compute) -> None:
    sources = (Source({"name": name, "last": 100_000}, 0, 1000) for name in "ab")
    parts = processes.read(numbered, sources, PartSize(2, 1000))
    assert [part.number for part, _ in zip(parts, range(5), strict=False)] == [0] * 5
    started = time.monotonic()
    parts.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 10, "what is left in the midst of it is killed"
