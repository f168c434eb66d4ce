"""Folding, true case, sentences, names of people: functions on single strings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.entities.acronyms import fits
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.indexed_text import _ADDRESS, index_text
from news_pipeline.entities.people import is_full_name, surname, without_initials
from news_pipeline.entities.sentences import sentence_starts
from news_pipeline.entities.truecase import letters_and_capitals, truecase


@pytest.mark.parametrize(
    "same",
    [
        ("US", "U.S.", "the US", "U.S"),
        ("São Paulo", "Sao Paulo", "São Paulo’s"),
        ("Nur-Sultan", "Nur Sultan"),
        ("N'Djamena", "N’Djamena"),
        ("H. W. Roe", "H.W. Roe"),
    ],
)
def test_spellings_of_one_name_fold_to_one(same):
    assert len({fold_name(name) for name in same}) == 1


@pytest.mark.parametrize(
    "same",
    [
        ("Collective Security Treaty Organisation", "the Collective Security Treaty Organization"),
        ("Apple Inc.", "Apple"),
        ("Marks & Spencer", "Marks and Spencer plc"),
        ("Labour Defence Council", "Labor Defense Council"),
    ],
)
def test_spellings_of_one_organisation_fold_to_one(same):
    assert len({fold_organisation(name) for name in same}) == 1


@given(st.text())
def test_folding_never_fails_and_leaves_words_with_single_blanks(name):
    assert fold_name(name) == " ".join(fold_name(name).split())


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("OIL PRICES FALL AS OPEC MEETS IN VIENNA", "Oil Prices Fall as OPEC Meets in Vienna"),
        ("US SEEKS ANSWERS FROM KAZAKHSTAN", "US Seeks Answers from Kazakhstan"),
        ("PARIS, Dec 7 (Reuters) - Shares fell", "Paris, Dec 7 (Reuters) - Shares fell"),
        ("Shares of IBM fell", "Shares of IBM fell"),
    ],
)
def test_capitals_become_true_case(line, wanted):
    assert truecase(line) == wanted


@given(st.text())
def test_true_case_keeps_offsets(line):
    assert len(truecase(line)) == len(line)
    assert len(truecase(line.upper())) == len(line.upper())


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aZé ’1Ǆǅ\ud800"))))
def test_letters_are_counted_as_one_by_one(line):
    assert letters_and_capitals(line) == (sum(map(str.isalpha, line)), sum(map(str.isupper, line)))


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("One. Two! Three?", 3, "plain"),
        ("Mr. Smith of the U.S. Army met Gen. Lee.", 1, "abbreviations and initials"),
        ("“Go.” He went.", 2, "a quotation mark after the full stop"),
        ("A line\nanother", 2, "a line break"),
        ("", 1, "an empty text has one empty sentence"),
    ],
)
def test_sentences(text, count, reason):
    assert len(sentence_starts(text)) == count, reason


@pytest.mark.parametrize(
    ("name", "is_full", "last"),
    [
        ("Antony Blinken", True, "Blinken"),
        ("Ursula von der Leyen", True, "von der Leyen"),
        ("Emmitt Matthews Jr.", True, "Matthews"),
        ("Blinken", False, ""),
        ("Kassym-Jomart Tokayev", True, "Tokayev"),
    ],
)
def test_parts_of_a_persons_name(name, is_full, last):
    assert (is_full_name(name), surname(name)) == (is_full, last)


@pytest.mark.parametrize(
    ("acronym", "long_form", "wanted"),
    [
        ("CSTO", "Collective Security Treaty Organization", True),
        ("FBI", "Federal Bureau of Investigation", True),
        ("DoD", "Department of Defense", True),
        ("NATO", "National Association", False),
    ],
)
def test_initials(acronym, long_form, wanted):
    assert fits(acronym, long_form) is wanted


@pytest.mark.parametrize(
    ("name", "wanted", "reason"),
    [
        ("Ann Q. Lee", "ann lee", "an initial"),
        ("Ann Q. R. Lee", "ann lee", "two"),
        ("Ann Q.R. Lee", "ann lee", "two without a space"),
        ("Ann Lee", "", "nothing to leave out"),
        ("Ann Maria Lee", "", "a second name is no initial"),
        ("J. K. Lee", "", "no given name"),
        ("Ann Q. Lee Jr.", "", "the father has that name, too"),
    ],
)
def test_initials_are_left_out(name, wanted, reason):
    assert without_initials(name) == wanted, reason


PIECES = ("a", "B", ".", "@", "#", "/", ":", " ", "\n", "\t", "-", "www.", "http://", ".com", "www.", "a@b", " ")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_addresses_are_those_of_the_whole_text(text):
    assert index_text(text).addresses == tuple(match.span() for match in _ADDRESS.finditer(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("the Mr. ", "Mr"), ("a well-known\t", "well-known"), ("it's", ""), ("(A ", "A"), ("end.\n", ""), ("", "")],
)
def test_the_word_before_a_place(text, wanted):
    assert index_text(f"{text}Roe").word_before(len(text)) == wanted
