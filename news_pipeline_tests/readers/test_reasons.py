"""Reasons: each has a meaning and an advice, and is given somewhere."""

import copy
import json
import pickle
import re
from pathlib import Path

import pytest

from news_pipeline import readers
from news_pipeline.readers import Reason

GIVEN_ELSEWHERE = {
    *(Reason.UNREADABLE_FILE, Reason.LINK_NOT_FOLLOWED, Reason.SPECIAL_FILE),
    *(Reason.TAKEN_DOWN, Reason.STORED_COPY_LOST),
}
MODULES = [path for path in Path(readers.__file__).parent.rglob("*.py") if path.name != "reasons.py"]


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_has_its_name_as_code_and_whole_sentences(reason: Reason):
    assert reason == reason.name.lower()
    assert reason.meaning[0].isupper()
    assert reason.meaning.endswith(".")
    assert reason.advice.endswith(".")


def test_readers_give_every_reason_but_those_of_the_folder_and_of_takedowns():
    given = {name for path in MODULES for name in re.findall(r"\bReason\.([A-Z_]+)", path.read_text(encoding="utf-8"))}
    assert given == {reason.name for reason in Reason} - {reason.name for reason in GIVEN_ELSEWHERE}


def test_a_reason_is_its_code_wherever_it_goes():
    reason = Reason.BAD_JSON
    assert f"{reason}" == "bad_json"
    assert json.dumps([reason]) == '["bad_json"]'
    assert pickle.loads(pickle.dumps(reason)) is reason  # noqa: S301 our own bytes
    assert copy.deepcopy(reason) is reason
