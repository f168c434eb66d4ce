"""Names in capitals amid a sentence, brought to the case of running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.entities.capitals import has_capitals, in_small_letters
from news_pipeline.entities.headline_case import usage_of
from news_pipeline.entities.paragraphs import paragraphs_of

TEXT = "The Bold Harbour crew sailed on. Jane Harbour waited."


@pytest.mark.parametrize(
    ("line", "wanted", "reason"),
    [
        ("The actor JOHN DOE left.", "The actor John Doe left.", "a name"),
        ("The judge ANNE ROE-DOE left.", "The judge Anne Roe-Doe left.", "a hyphen"),
        ("the late JOHN F. BROWN said", "the late John F. Brown said", "a surname that is a word, and an initial"),
        ("the BOLD HARBOUR crew", "the Bold Harbour crew", "as the article writes it"),
        ("this is a TOTAL DISASTER now", "this is a Total disaster now", "words that are no names"),
        ("the UN and the NATO staff", "the UN and the NATO staff", "acronyms alone"),
        ("by CBS NFL crews", "by CBS NFL crews", "two acronyms"),
    ],
)
def test_runs_of_capitals(line, wanted, reason):
    assert in_small_letters(line, usage_of(TEXT)) == wanted, reason


def test_the_tagger_reads_the_name_in_running_case():
    [paragraph] = paragraphs_of("Detectives named the dead man as JOHN DOE, a baker.")
    assert paragraph.text == "Detectives named the dead man as John Doe, a baker."


@given(st.text("ABEZ’'-. \nÄßIı"))
def test_the_length_stays(line):
    assert len(in_small_letters(line, usage_of(line))) == len(line)


def test_one_word_in_capitals_is_no_run():
    assert has_capitals("JOHN DOE")
    assert not has_capitals("John DOE")
