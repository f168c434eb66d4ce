"""What frames lines alike in many documents of a site: which words count as a frame, which lines go by it."""

import pytest

from news_pipeline.cleaning.boilerplate import FRAMED, counted_lines, in_many_documents, repeated_hash
from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_frames import frames_of

LEAD = "The harbour authority said on Tuesday that the old lighthouse will be lit again after eleven years."
MORE = "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February."
INSERT = "NOW PLAYING Ferry turns back in heavy swell Show All Clips"
OTHER = "NOW PLAYING Pilots practise rescue off the northern cape Show All Clips"


def frames(text: str) -> dict[int, tuple[int, ...]]:
    return frames_of(source_lines(text))


def cleaned(*lines: str) -> CleanedDocument:
    known = frames(OTHER)[0]
    document = clean("\n".join(lines), repeated=in_many_documents("example.com", known))
    assert isinstance(document, CleanedDocument), document
    return document


def test_lines_that_open_and_end_alike_have_one_frame():
    assert frames(INSERT) == frames(OTHER)
    assert len(frames(INSERT)[0]) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{INSERT}.", "a sentence"),
        ("NOW PLAYING All Clips", "a subheading of a series has as few words"),
        (f"- {INSERT}", "an item of a list"),
        (f"{INSERT}\nNobody was now playing on the pier. They would show all clips.", "its sentences say so too"),
        ("2 cups of flour, sifted over 1 pan", "amounts"),
        (" ".join(["word"] * 61), "a paragraph"),
    ],
)
def test_no_frame(text, why):
    assert frames(text) == {}, why


def test_frames_are_counted_beside_lines_and_have_no_words():
    counted = counted_lines(f"{LEAD}\n{INSERT}\n{OTHER}", "text/plain")
    assert [(line.number, line.words > 0) for line in counted] == [
        (1, True),
        (2, True),
        (2, False),
        (2, False),
        (3, True),
    ]


def test_a_framed_line_goes_with_its_reason_and_the_hash_by_which_it_was_counted():
    document = cleaned(LEAD, INSERT, MORE)
    assert document.body == f"{LEAD}\n\n{MORE}"
    [removed] = document.removed
    assert removed.reason == "begins or ends like a line that stands in many documents of example.com"
    repeated = in_many_documents("example.com", frames(INSERT)[0])
    assert repeated_hash(removed, repeated) == frames(INSERT)[0][0]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((INSERT, LEAD, MORE), "the first line: a headline"),
        ((LEAD, MORE, *(f"NOW PLAYING {n} Ferry turns back in heavy swell" for n in "abcd")), "four in a row: a list"),
        ((LEAD, INSERT), "twenty words and no more would be left"),
    ],
)
def test_a_framed_line_that_stays(lines, why):
    assert not [line for line in cleaned(*lines).removed if line.reason.startswith(FRAMED)], why
