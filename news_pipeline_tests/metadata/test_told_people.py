"""A person whom the text tells of is no author, though a crawler's list or the page's data name her."""

import pytest

from news_pipeline.metadata.credits.told_people import told
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.readers.document import Field

STORY = "The harbour of Kestrel Bay stays closed until the storm is over, the town council decided on Friday.\n\n"


def _authors(text, *names):
    fields = (Field("authors", ", ".join(names), "authors"),)
    return extract_metadata(MetadataInput("a.jsonl#1", None, (), STORY + text, fields)).authors


@pytest.mark.parametrize(
    "text",
    [
        "“It is over.” — Ruth Ormond, chief of police",
        "'No boat will leave.' — Mayor Ruth Ormond",
        '"We were the highest of all." Ruth Ormond said on Friday.',
        "“We wait,” says council spokeswoman Ruth Ormond.",
        "Fewer boats came, according to Ruth Ormond, who counts them.",
        "Harbour Director Ruth Ormond released a statement.",
        "Ruth Ormond, who leads the council, said the boats were safe.",
        "The statement of the director, RUTH ORMOND, was short. Mayor Ruth Ormond left.",
    ],
)
def test_a_person_of_the_story_is_no_second_author(text):
    assert _authors(text, "Olive Tredwell", "Ruth Ormond") == ("Olive Tredwell",)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Ormond contributed to this report.",
        "Write to Ruth Ormond at ruth.ormond@kestrel.example",
        "Follow Ruth Ormond on Twitter: @ormond",
        "Sen. Ruth Ormond, a member of the harbour committee, is a candidate for mayor.",
        "Senator Ruth Ormond (I-Kestrel) is a candidate for mayor.",
        "The council spoke to the Bugle's Ruth Ormond. Mayor Ruth Ormond left.",
        "Story highlights Ruth Ormond: The harbour must open. Ruth Ormond says so.",
        "Ruth Ormond, a columnist of the Bugle, said so.",
        "Ruth Ormond is everywhere.",
        "The boats are safe.",
    ],
)
def test_a_person_whom_a_note_calls_the_writer_stays(text):
    assert _authors(text, "Olive Tredwell", "Ruth Ormond") == ("Olive Tredwell", "Ruth Ormond")


def test_who_is_told_of_stays_as_refused_evidence():
    fields = (Field("authors", "Ruth Ormond", "author"),)
    found = extract_metadata(MetadataInput("a.jsonl#1", None, (), f"{STORY}“We wait,” says Ruth Ormond.", fields))
    assert found.authors == ()
    refused = [(row.value, row.refused) for row in found.evidence if row.field == "authors"]
    assert refused == [("Ruth Ormond", "told of in the story")]


def test_letters_that_change_their_number_in_small_ones_are_no_fault():
    assert told("Ruth Ormond", "İ" * 100 + " says Ruth Ormond.").in_story == 1
