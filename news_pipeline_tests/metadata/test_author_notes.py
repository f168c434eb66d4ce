"""A note that ends a text tells who wrote it, where nothing else does."""

import pytest

from news_pipeline.metadata.credits.author_choice import AuthorChoice
from news_pipeline.metadata.credits.author_notes import with_noted_author
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, TITLE

NOTE = "Jane Tredwell is a columnist for the Quay Courier. Her latest book is “Tides.”"


def _noted(*end):
    text = "\n\n".join([TITLE, BODY, *end])
    return with_noted_author(AuthorChoice((), ()), text, "\n\n".join([BODY, *end]))


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ((NOTE,), ("Jane Tredwell",)),
        ((f"— {NOTE}",), ("Jane Tredwell",)),
        (("Jane Tredwell is the author of “Tides.”", "Photo: the harbour"), ("Jane Tredwell",)),
        (("Jane Tredwell, is editor of the Quay Courier",), ("Jane Tredwell",)),
        (("Jane Tredwell is a lawyer of the town who said that she would sue.",), ()),
        (("Jane Tredwell was a columnist for the Quay Courier.",), ()),
        (("Jane Tredwell is expected to leave the council in May.",), ()),
        (("Harbour Quay is a street in Northmere.",), ()),
        (("The Harbour Authority is a body of the county.",), ()),
        (("Mrs Tredwell wants a new wall.", NOTE), ()),
        ((NOTE, "One.", "Two.", "Three."), ()),
    ],
)
def test_a_note_at_the_end_names_the_author(end, names):
    assert _noted(*end).names == names


def test_it_is_evidence_and_gives_way_to_any_other_author():
    [row] = _noted(NOTE).evidence
    assert (row.value, row.source, row.raw_text, row.is_chosen) == ("Jane Tredwell", "author_note", NOTE, True)
    known = AuthorChoice(("Silas Loxley",), ())
    assert with_noted_author(known, f"{BODY}\n\n{NOTE}", BODY) == known


def test_a_long_note_names_the_author_of_a_record_that_states_none():
    note = f"{NOTE} She has lived at the quay for thirty years, and writes about boats, storms, and all who sail."
    text = f"{BODY}\n\n{note}"
    stated = (Field("authors", "Silas Loxley", "author"),)
    assert extract_metadata(MetadataInput("a#1", None, (), text, (), text=text)).authors == ("Jane Tredwell",)
    assert extract_metadata(MetadataInput("a#1", None, (), text, stated, text=text)).authors == ("Silas Loxley",)
