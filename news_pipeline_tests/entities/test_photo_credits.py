"""Who took a photo: forms of credits, and what only looks like one."""

from itertools import pairwise

import pytest

from news_pipeline.entities.photo_credits import photo_credits


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane Roe/AFP/Getty Images", ["Jane Roe"]),
        ("toggle caption Jane Roe/AP Jane Roe/AP", ["Jane Roe", "Jane Roe"]),
        ("(Photo: Jane Roe, AP)", ["Jane Roe"]),
        ("(Photo by Jane Roe / Getty Images)", ["Jane Roe"]),
        ("REUTERS/Jane Roe/File Photo", ["Jane Roe"]),
        ("(AP Photo/Jane van Roe)", ["Jane van Roe"]),
        ("on Wednesday. | Jane Maria Roe/AP Photo 2020", ["Jane Maria Roe"]),
        ("(Jane Roe/Lehtikuva via AP)", ["Jane Roe"]),
        ("Jane Roe/The Star via AP", ["Jane Roe"]),
        ("Photo credit: Jane Roe/Shutterstock", ["Jane Roe"]),
        ("(Jane Roe/Staff)", ["Jane Roe"]),
        ("(Jane Roe / Daily Star Times)", ["Jane Roe"]),
        ("Photo: Jane Roe / CTK", ["Jane Roe"]),
        ("in Dayton, Ohio. Photograph: Jane Roe/The Guardian", ["Jane Roe"]),
        ("Image copyright Jane Roe\nImage caption A boat", ["Jane Roe"]),
        ("Photo source: Jane Roe Photo caption The mill burned for hours", ["Jane Roe"]),
        ("Picture rights Jane van Roe/Alamy Picture description A ferry", ["Jane van Roe"]),
        ("Illustration by Jane Roe", ["Jane Roe"]),
        ("Video credit Jane Roe", ["Jane Roe"]),
        ("Image source of Harbour Town is unknown", []),
        ("Media rights group Article Nineteen objects", []),
        ("(Jane Roe/John Doe)", []),
        ("Photo: Jane Roe shows her prize", []),
        ("an ABC News/Washington Post poll", []),
        ("a Reuters/Ipsos poll of 1,000 people", []),
        ("the photo shows Jane Roe at home", []),
        ("either/or, said Jane Roe", []),
    ],
)
def test_forms(text, wanted):
    assert [text[credit.name_start : credit.name_end] for credit in photo_credits(text)] == wanted


def test_credits_do_not_overlap_and_stand_in_order():
    text = "Jane Roe/AFP/Getty Images (Photo: John Doe, AP) REUTERS/Mary Major/File Photo"
    found = list(photo_credits(text))
    assert [text[each.name_start : each.name_end] for each in found] == ["Jane Roe", "John Doe", "Mary Major"]
    assert all(one.end <= other.start for one, other in pairwise(found))
