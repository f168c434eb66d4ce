"""Lines that are surely captions, and sentences that cannot be told from captions."""

from dataclasses import replace

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, Role, clean
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.steps.cleaning.rows import clean_rows
from news_pipeline.steps.cleaning.step import CLEANING
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import raw_document, run_loop

STORY = [
    f"The harbour authority said on day {n} that the old lighthouse, dark for {n + 3} years, will be lit again."
    for n in range(1, 10)
]
SCENES = [
    "Fishermen wait for the lamp on the quay of the northern harbour in heavy rain on Saturday",
    "A crane lifts the first parts of the new lamp, left, over the wall of the old fort on Friday",
    "Children of the island's only school draw the lighthouse in the market square, Thursday, May 6, 2021",
]


def captions(lines: list[str]) -> list[str]:
    document = clean("\n".join(lines))
    assert isinstance(document, CleanedDocument)
    return [line.text for line in document.removed if line.role is Role.CAPTION]


@pytest.mark.parametrize(
    "caption",
    [
        "In this handout photo released by the harbour authority, the lamp is lifted over the wall.",
        "In this image made from video, a crane lifts the lamp.",
        "The keeper is pictured here in the spring of his last year on the rock.",
        "Pictured: the keeper in the spring of his last year on the rock",
        "The keeper and his dog at home (Photo: Jane Doe)",
        "The lamp is lifted over the wall of the fort / AFP",
    ],
)
def test_an_agencys_wording_or_a_credit_makes_a_caption(caption):
    assert captions([*STORY[:4], caption, *STORY[4:]]) == [caption]


def test_dated_scenes_without_a_full_stop_are_captions_among_full_sentences():
    assert captions([*STORY[:3], SCENES[0], *STORY[3:6], *SCENES[1:], *STORY[6:]]) == SCENES


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([*STORY, SCENES[0]], "a single line without an end may be an accident"),
        ([line.rstrip(".") for line in STORY] + SCENES, "a text that lost its full stops says nothing"),
        ([*STORY, *(f"{scene}." for scene in SCENES)], "a sentence that cannot be told from a caption stays"),
        ([*STORY, "In this photo of the old days lay all that the town had been."], "a sentence about a photo"),
    ],
)
def test_no_caption_where(lines, why):
    assert captions(lines) == [], why


def test_a_page_of_nothing_but_captions_keeps_them_as_its_text():
    lines = [
        "Harbour town lights its lamp",
        "A crane lifts the first parts of the new lamp over the wall of the old fort, May 6, 2021. (Photo: Jane Doe)",
        "Fishermen wait for the lamp on the quay of the northern harbour in heavy rain, May 5, 2021. (Photo: Jane Doe)",
    ]
    document = clean("\n".join(lines))
    assert isinstance(document, CleanedDocument)
    assert captions(lines) == []
    assert "A crane lifts" in document.body
    assert "Fishermen wait" in document.body


def cleaned(lines: list[str]) -> Row:
    (outcome,) = clean_rows([{"text": "\n".join(lines), "media_type": "text/plain"}])
    assert isinstance(outcome, dict)
    (row,) = outcome["clean_articles"]
    return row


def test_captions_are_kept_beside_the_body_in_order_and_each_once():
    film = "In this image made from video, a crane lifts the lamp."
    row = cleaned([*STORY[:3], f"  {SCENES[0]} ", film, *STORY[3:6], *SCENES[1:], film, *STORY[6:]])
    assert row["captions"] == "\n\n".join([SCENES[0], film, *SCENES[1:]])
    assert row["body"] == "\n\n".join(STORY)


def test_an_article_without_captions_gets_the_answer_that_it_had_before_captions_were_kept():
    assert set(cleaned(STORY)) == {"body", "word_count", "extractor"}


def test_a_warehouse_from_before_captions_were_kept_has_them_after_the_next_run(settings: Settings) -> None:
    texts = {"a": "\n".join([*STORY, *SCENES]), "b": "\n".join(STORY)}
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.insert("raw_documents", [raw_document(key, text) for key, text in texts.items()])
        run_loop(replace(CLEANING, code_version="6"), warehouse)
        warehouse.execute("ALTER TABLE clean_articles DROP COLUMN captions")
    with open_warehouse(settings, CATALOG) as warehouse:
        assert run_loop(CLEANING, warehouse).processed == 2
        found = warehouse.rows("SELECT article_id, captions FROM clean_articles ORDER BY article_id")
        assert [row["captions"] for row in found] == ["\n\n".join(SCENES), None]
