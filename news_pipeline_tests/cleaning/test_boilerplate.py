"""Lines that the corpus calls boilerplate: which are counted, which counts suffice, which stay in a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.cleaning.blocks.read_blocks import read_blocks
from news_pipeline.cleaning.boilerplate import (
    FEWEST_DOCUMENTS,
    counted_lines,
    in_many_documents,
    is_boilerplate,
    line_hash,
)
from news_pipeline.cleaning.clean import CleanedDocument, Role, clean

LEAD = "The harbour authority said on Tuesday that the old lighthouse will be lit again after eleven years."
MORE = "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February."
PROMISE = "Our reporters have covered this coast for eighty years, and readers like you keep them afloat."


def cleaned(*lines: str, repeated: tuple[str, ...]) -> CleanedDocument:
    document = clean("\n".join(lines), repeated=in_many_documents("example.com", map(line_hash, repeated)))
    assert isinstance(document, CleanedDocument), document
    return document


def test_a_line_that_many_documents_have_is_taken_out_with_its_own_role_and_reason():
    document = cleaned(LEAD, MORE, PROMISE, repeated=(PROMISE,))
    assert document.body == f"{LEAD}\n\n{MORE}"
    [removed] = document.removed
    assert (removed.role, removed.text, removed.number) == (Role.BOILERPLATE, PROMISE, 3)
    assert removed.reason == "stands in many documents of example.com"


def test_a_notice_above_a_whole_story_goes_too():
    notice = "This is a transcript made in a hurry, and the words in it may still be changed."
    story = [f"{LEAD} {MORE}", f"{MORE} {LEAD}", PROMISE, f"{LEAD} {PROMISE}"]
    document = cleaned(notice, *story, repeated=(notice,))
    assert document.body == "\n\n".join(story)
    assert [(line.number, line.role) for line in document.removed] == [(1, Role.BOILERPLATE)]


@pytest.mark.parametrize(
    ("lines", "repeated", "why"),
    [
        ((LEAD, MORE), LEAD, "the first line of a short item: the lead"),
        (("Lighthouse to be lit again after eleven years", LEAD, MORE), LEAD, "the lead below a headline"),
        ((LEAD, f"LONDON (Reuters) - {MORE}"), f"LONDON (Reuters) - {MORE}", "it opens with a place and an agency"),
        ((LEAD, MORE), MORE, "twenty words and no more would be left"),
    ],
)
def test_a_repeated_line_that_stays(lines, repeated, why):
    short = tuple("Lit again." if line == LEAD and repeated == MORE else line for line in lines)
    assert repeated in cleaned(*short, repeated=(repeated,)).body, why


def test_wording_still_gives_the_role():
    rights = "Copyright 2021 Example Media Ltd. All rights reserved by the publishers of this newspaper."
    document = cleaned(LEAD, MORE, rights, MORE.replace("trawler", "ferry"), repeated=(rights,))
    assert [line.role for line in document.removed] == [Role.COPYRIGHT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sign up: our NEWSLETTER, every morning, free!", "sign up our newsletter — every morning free"),
        ("Ein Straßenfest für alle Leser", "EIN STRASSENFEST FÜR ALLE LESER"),
    ],
)
def test_case_and_punctuation_do_not_tell_lines_apart(one, other):
    assert line_hash(one) == line_hash(other)


def test_other_words_do():
    assert line_hash("He paid 10 pounds") != line_hash("He paid 11 pounds")


def test_short_lines_are_not_counted_and_equal_lines_once():
    counted = counted_lines("\n".join(["Home", "What happens next", LEAD, MORE, LEAD]), "text/plain")
    assert [(line.number, line.hash) for line in counted] == [(3, line_hash(LEAD)), (4, line_hash(MORE))]


def test_all_visible_lines_of_a_page_are_counted():
    story = f"<article><p>{LEAD} <b>More</b> <a href='/x'>here</a></p></article>"
    page = f"<html><body><footer><p>{PROMISE}</p></footer>{story}"
    assert {line.hash for line in counted_lines(page, "text/html") if line.words} == {
        line_hash(PROMISE),
        line_hash(f"{LEAD} More here"),
    }


@pytest.mark.parametrize(
    ("documents", "of_site", "at_edge", "expected", "why"),
    [
        (8, 8, 8, True, "every document of a small site"),
        (7, 7, 7, False, "a short history gives no rule"),
        (8, 160, 8, True, "a twentieth of the documents, at their edges"),
        (8, 161, 8, False, "less than a twentieth: a paragraph of background in one long story"),
        (40, 160, 8, True, "inside the texts, but in a quarter of them"),
        (39, 160, 8, False, "inside the texts of less than a quarter"),
        (39, 160, 32, True, "at the edge of four in five"),
    ],
)
def test_counts_that_make_boilerplate(documents, of_site, at_edge, expected, why):
    counts = {"document_count": documents, "site_document_count": of_site, "edge_count": at_edge}
    assert is_boilerplate(counts) is expected, why


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_documents_of_the_same_site_never_unmake_boilerplate(documents, others, at_edge):
    counts = {
        "document_count": documents,
        "site_document_count": documents + others,
        "edge_count": min(at_edge, documents),
    }
    grown = {**counts, "document_count": documents + 1, "site_document_count": documents + others + 1}
    grown["edge_count"] = counts["edge_count"] + 1
    assert is_boilerplate(grown) or not is_boilerplate(counts)
    assert documents >= FEWEST_DOCUMENTS or not is_boilerplate(counts)


def test_the_lines_of_a_page_that_are_counted_are_those_that_cleaning_sees():
    """A cell, an item with its link, and text beside a box: other programs lay them out in other lines."""
    words = "lamp of the reef that was lit again this winter by its keepers"
    page = (
        f"<html><body><table><tr><td>Old {words}</td><td>New {words}</td></tr></table>"
        f"<ul><li>Read on <a href='/'>every {words}</a></li></ul>Beside a box: {words}"
        f"<div>In it: {words}</div></body></html>"
    )
    counted = {line.hash for line in counted_lines(page, "text/html") if line.words}
    assert counted == {line_hash(text) for text in read_blocks(page).texts}
    assert len(counted) == 5
