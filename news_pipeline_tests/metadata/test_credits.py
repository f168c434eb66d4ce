"""Credits of news agencies: where an article says that it is their copy, and where it only quotes or pictures them."""

import pytest

from news_pipeline_tests.metadata.documents import BODY, json_ld, page_of, text_of

SITUATIONS = [
    ("a dateline", f"WASHINGTON (Reuters) - {BODY}", (), ("Reuters",)),
    ("a dateline with a day", f"HELSINKI, July 16 (Reuters) - {BODY}", (), ("Reuters",)),
    ("a dateline of AP", f"BERLIN (AP) — {BODY}", (), ("AP",)),
    ("a dateline of two", f"Berlin (dpa/AFP) - {BODY}", (), ("dpa", "AFP")),
    ("a dateline of Xinhua", f"BEIJING, Jan. 8 (Xinhua) -- {BODY}", (), ("Xinhua",)),
    ("a dateline with a slash of PTI", f"New Delhi, Jan 8 (PTI) {BODY}", (), ("PTI",)),
    ("a dateline of TASS", f"MOSCOW, January 8. /TASS/. {BODY}", (), ("TASS",)),
    ("a dateline after a blank line", f"\n\nPARIS (AFP) - {BODY}", (), ("AFP",)),
    ("a dateline that names no agency", f"LONDON (Example) - {BODY}", (), ()),
    ("a dateline of an outlet", f"Iowa (CNN) {BODY}", (), ()),
    ("a credit at the end", f"{BODY} (AFP)", (), ("AFP",)),
    ("a credit line of its own", f"{BODY}\n\nPTI", (), ("PTI",)),
    ("a credit after a dash", f"{BODY} — AP", (), ("AP",)),
    ("initials and an agency", f"{BODY}\n\n(Reuters)", (), ("Reuters",)),
    ("a German credit", f"{BODY}\n\nQuelle: dpa", (("Quelle: dpa", "agency_credit"),), ("dpa",)),
    ("a byline", BODY, (("By Jane Doe, Associated Press", "byline"),), ("AP",)),
    ("a byline with the short form", BODY, (("Jane Doe / Reuters", "byline"),), ("Reuters",)),
    ("a byline of the agency alone", BODY, (("By Reuters", "byline"),), ("Reuters",)),
    ("a byline of two agencies", BODY, (("AFP and Reuters", "byline"),), ("AFP", "Reuters")),
    ("a byline with a mark", BODY, ((">> Jane Doe and John Roe, Reuters", "byline"),), ("Reuters",)),
    ("staff and agencies", BODY, (("Staff and agencies", "byline"),), ()),
    ("an agency before the day", BODY, (("Associated Press January 10, 2022 GMT", "related"),), ("AP",)),
    (
        "reporting by",
        BODY,
        (("(Reporting by Jane Doe for Reuters; Editing by John Roe)", "agency_credit"),),
        ("Reuters",),
    ),
    ("a copyright line", BODY, (("© 2022 AFP", "copyright"),), ("AFP",)),
    (
        "the agency's copyright",
        BODY,
        (("Copyright 2022 The Associated Press. All rights reserved.", "copyright"),),
        ("AP",),
    ),
    ("told Reuters", f"{BODY} The minister told Reuters that it was over.", (), ()),
    ("Reuters reported", f"{BODY} It was a close vote, Reuters reported.", (), ()),
    ("according to", f"{BODY} According to the AFP news agency, two ships left.", (), ()),
    ("a paragraph that opens with the agency", f"Reuters was first to report the vote.\n\n{BODY}", (), ()),
    ("spoke to", f"{BODY} He spoke to Reuters.", (), ()),
    ("works for", f"{BODY} He works for AP", (), ()),
    ("a picture credit", BODY, (("Workers at the gate. Photo: Jane Doe/Reuters", "caption"),), ()),
    ("an agency through Getty", BODY, (("Sean Gallup/Getty Images/AFP", "caption"),), ()),
    ("AP Photo", BODY, (("(AP Photo/Jane Doe)", "caption"),), ()),
    ("a file picture at the end", f"{BODY}\n\nFile photo: Reuters", (), ()),
    ("via", f"{BODY}\n\nJane Doe via AP", (), ()),
    ("a stylebook", f"The Associated Press Stylebook (AP) is a book. {BODY}", (), ()),
    ("a word that looks alike", f"{BODY} He downloaded the app (APQ)", (), ()),
]
"""(situation, body, other lines, agencies)."""


@pytest.mark.parametrize(("situation", "body", "lines", "names"), SITUATIONS, ids=[row[0] for row in SITUATIONS])
def test_an_agency_is_credited_or_merely_named(situation, body, lines, names):
    assert text_of(*lines, body=body).agencies == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(With inputs from PTI)", ("PTI",)),
        ("With agency inputs from ANI and PTI", ("ANI", "PTI")),
        ("The Associated Press contributed to this report.", ("AP",)),
    ],
)
def test_an_agency_that_helped_is_not_the_one_whose_copy_it_is(line, names):
    found = text_of((line, "agency_credit"))
    assert (found.agencies, found.contributing_agencies) == ((), names)


def test_an_author_field_can_name_an_agency():
    found = page_of(
        head=json_ld(author=[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "AFP"}])
    )
    assert (found.authors, found.agencies) == (("Jane Doe",), ("AFP",))


AUTHORS = [
    ("one", {"name": "Jane Doe"}, ("Jane Doe",)),
    ("a list in one name", {"name": "Jane Doe and John Roe"}, ("Jane Doe", "John Roe")),
    ("twice", [{"name": "Jane Doe"}, {"name": "JANE DOE"}], ("Jane Doe",)),
    ("names in a list", {"name": ["Jane Doe", "John Roe"]}, ("Jane Doe", "John Roe")),
    ("given and family name", {"givenName": "Jane", "familyName": "Doe"}, ("Jane Doe",)),
    (
        "an organisation beside a person",
        [{"@type": "Organization", "name": "Example Daily"}, {"name": "Jane Doe"}],
        ("Jane Doe",),
    ),
    ("an organisation alone", {"@type": "Organization", "name": "Example Daily"}, ("Example Daily",)),
    ("staff", {"name": "Example Staff"}, ()),
    ("an agency alone", {"@type": "Organization", "name": "Reuters"}, ()),
    ("an address", {"name": "https://example.com/jane"}, ()),
    ("places after a site", {"name": "example.com, Berlin, Germany"}, ()),
]


@pytest.mark.parametrize(("what", "author", "names"), AUTHORS, ids=[row[0] for row in AUTHORS])
def test_authors_of_a_page(what, author, names):
    assert page_of(head=json_ld(author=author)).authors == names


def test_an_author_by_reference_is_looked_up():
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
    ]
    assert page_of(head=json_ld("x", **{"@graph": graph})).authors == ("Jane Doe",)


def test_an_editor_is_not_the_author_beside_another_byline():
    after = "<div class='author'>Jane Doe</div><div class='author'>Editor: John Roe</div>"
    assert page_of(head=json_ld(author={"name": "John Roe"}), after=after).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("lines", "names", "why"),
    [
        ((("Jane Doe", "navigation"), "10 January 2022"), ("Jane Doe",), "a name over the day"),
        (
            ("10 January 2022", ("Jane Doe Parliamentary editor", "navigation")),
            ("Jane Doe",),
            "a name and role under it",
        ),
        ((("Jane Doe and AP", "navigation"), "10 January 2022"), ("Jane Doe",), "beside an agency"),
        ((("South Africa", "navigation"), "10 January 2022"), (), "a section"),
        ((("Key Points", "navigation"), "10 January 2022"), (), "furniture"),
        ((("Jane Doe", "navigation"),), (), "no day beside it"),
        ((("by Jane Doe Jan 10, 2022 1:15 pm", "related"),), ("Jane Doe",), "one line"),
    ],
)
def test_a_name_beside_the_day_is_a_byline(lines, names, why):
    assert text_of(*lines).authors == names, why


def _agencies(found):
    return [(row.value, row.source, row.confidence, row.refused) for row in found.evidence if row.field == "agencies"]


@pytest.mark.parametrize("credit", ["Olive Tredwell / Reuters", "AFP/ Silas Loxley", "Photos: QUAY POST/ AP"])
def test_an_element_that_credits_a_picture_credits_no_copy_and_stays_as_refused(credit):
    found = page_of("", before=f"<span class='author'>{credit}</span>")
    assert found.agencies == ()
    assert {refused for *_, refused in _agencies(found)} == {"a picture's credit"}


@pytest.mark.parametrize(
    "credit", ["Von Olive Tredwell mit AP", "This report includes material from the Associated Press."]
)
def test_an_agency_that_helped_is_none_whose_copy_it_is(credit):
    found = text_of((credit, "byline"))
    assert (found.agencies, found.contributing_agencies) == ((), ("AP",))


def test_more_from_an_agency_leads_to_other_articles():
    assert text_of(("Click for more from Reuters.", "navigation"), ("More from AP", "navigation")).agencies == ()


def test_places_that_agree_on_an_agency_make_it_surer():
    alone = text_of(("© 2022 AFP", "copyright"))
    both = text_of(("© 2022 AFP", "copyright"), body=f"PARIS (AFP) - {BODY}")
    assert max(row[2] for row in _agencies(alone)) < min(row[2] for row in _agencies(both)) <= 1
