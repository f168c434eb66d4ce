"""What follows from the list of steps; a toy step in a package of its own shows that everything knows of it."""

import re
from pathlib import Path

import pytest

import news_pipeline
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.step import Loop
from news_pipeline.steps.registry import STEPS, loops_of

LOOPS = loops_of(STEPS)
PACKAGE = Path(news_pipeline.__file__).parent


def _queries(loop: Loop) -> str:
    if isinstance(loop, DocumentLoop):
        return " ".join((loop.inputs, loop.look_up, loop.reads))
    return " ".join((loop.inputs, loop.reach, *loop.reads.values()))


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_thresholds_of_the_queries_are_the_parameters_of_the_loop(loop: Loop) -> None:
    assert set(re.findall(r"\$(\w+)", _queries(loop))) == set(loop.parameters)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.sql")), ids=lambda path: path.name)
def test_only_the_ledger_reads_the_ledger(path: Path) -> None:
    assert path.parent.name == "engine" or not re.search(r"\bledger\b", path.read_text(encoding="utf-8"))


def test_names_of_steps_and_loops_are_used_once() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert len({loop.name for loop in LOOPS}) == len(LOOPS)


def test_a_step_comes_after_what_it_reads() -> None:
    seen = {"landing_files"}
    for step in STEPS:
        assert set(step.after) <= seen, step.name
        seen.add(step.main_table)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_lives_in_the_folder_of_its_name(step) -> None:
    folder = PACKAGE / "steps" / step.name
    assert (folder / "step.py").is_file()
    assert (folder / "tables.py").is_file()
