"""Names in the forms that sources write them: with roles, surname first, in lists; and who is nobody."""

import json

import pytest

from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.credits.name_forms import given_name_first, one_name_a_line, without_role
from news_pipeline_tests.metadata.documents import json_ld, meta, page_of, text_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Roe, health editor", ("Jane Roe",)),
        ("Jane Roe health editor", ("Jane Roe",)),
        ("Jane Roe Education reporter", ("Jane Roe",)),
        ("Jane Roe Senior Political Correspondent", ("Jane Roe",)),
        ("By Jane Roe in Exampleton", ("Jane Roe",)),
        ("by Jane Roe for the Quay Courier", ("Jane Roe",)),
        ("Jane Roe reports from Exampleton", ("Jane Roe",)),
        ("Written by: Jane Roe", ("Jane Roe",)),
        ("Words: Jane Roe", ("Jane Roe",)),
        ("By Jane Roe Health Editor", ("Jane Roe",)),
        ("By Jane Roe Home Affairs Editor", ("Jane Roe",)),
        ("By Jane Roe - Exampleton bureau chief", ("Jane Roe",)),
        ("By\nJane Roe\nQuay Courier political correspondent", ("Jane Roe",)),
        ("By\nJane Roe\nand\nRita Moe", ("Jane Roe", "Rita Moe")),
        ("Jane\nRoe", ("Jane Roe",)),
        ("1 February\nWritten By\nJane Roe", ("Jane Roe",)),
        ("By\nJane Roe\nReviewed by\nRita Moe", ("Jane Roe",)),
        ("Jane Roe\nExpert Reviewer", ("Jane Roe",)),
        ("Jane Roe\nRita Moe\nFormer bank consultant", ("Jane Roe", "Rita Moe")),
        ("jane.roe@quay-news.com (Jane Roe)", ("Jane Roe",)),
        ("Jane Roe <jane.roe@quay-news.com>", ("Jane Roe",)),
        ("Roe, Jane", ("Jane Roe",)),
        ("ROEBUCK, Jane", ("Jane Roebuck",)),
        ("Roe, I.", ("I. Roe",)),
        ("Roe, Jane; Moe, Rita", ("Jane Roe", "Rita Moe")),
        ("Roe, Jane and Moe, R. B.", ("Jane Roe", "R. B. Moe")),
        ("Jane Roe, Rita Moe", ("Jane Roe", "Rita Moe")),
        ("Jane Roe, Jr.", ("Jane Roe, Jr.",)),
        ("Jane van der Roe", ("Jane van der Roe",)),
        ("Reuters, AFP", ()),
        ("Watermark Feed", ()),
        ("quaycourier.example", ()),
        ("admin", ()),
    ],
)
def test_people_are_read(text, names):
    assert people(text, is_field=True) == names


@pytest.mark.parametrize("name", ["Jane Roe", "John Home Robertson", "Maria de la Cruz", "Jane Editor-Smith"])
def test_a_name_without_a_role_stays(name):
    assert without_role(name) == name


def test_only_a_list_of_such_pairs_is_turned_round():
    assert given_name_first("Roe, Jane, of Exampleton") == "Roe, Jane, of Exampleton"
    assert one_name_a_line("Roe, Jane") == "Jane Roe"


@pytest.mark.parametrize(
    ("byline", "why"),
    [
        ("<div class='byline'><span>Jane Roe</span><span>Political correspondent</span></div>", "two spans"),
        ("<p class='byline'>By Jane Roe<br>Quay political correspondent</p>", "a line break"),
        ("<div class='author'><a href='/p/jane'>Jane Roe</a> <em>Political editor</em></div>", "a link and a role"),
        ("<p class='byline'>By <b>Jane</b> Roe</p>", "emphasis breaks no name"),
        ("<p class='author'><span class='first'>Jane</span> <span class='last'>Roe</span></p>", "two halves"),
    ],
)
def test_a_byline_of_several_elements(byline, why):
    assert page_of(after=byline).authors == ("Jane Roe",), why


@pytest.mark.parametrize(
    "line", ["By Jane Roe, health editor", "Written by: Jane Roe", "Jane Roe reports from Exampleton"]
)
@pytest.mark.parametrize("role", ["byline", "related", "navigation"])
def test_a_line_that_credits_counts_whatever_cleaning_calls_it(line, role):
    assert text_of((line, role), "1 February 2023").authors == ("Jane Roe",)


@pytest.mark.parametrize(
    "line", ["By the time of the vote", "By Monday the harbour was open", "The mayor reports from time to time"]
)
def test_a_sentence_credits_nobody(line):
    assert text_of((line, "related")).authors == ()


@pytest.mark.parametrize("kind", ["Person", "Organization"])
def test_an_author_who_is_the_outlet_is_nobody(kind):
    head = json_ld(author={"@type": kind, "name": "Quay Courier"}) + meta("og:site_name", "Quay Courier")
    assert page_of(head).authors == ()


def test_who_writes_on_a_site_of_her_own_is_somebody():
    head = json_ld(author={"@type": "Person", "name": "Jane Roebuck"}) + meta("og:site_name", "Jane Roebuck")
    assert page_of(head).authors == ("Jane Roebuck",)


def test_names_in_lists_of_lists():
    node = {"@type": "NewsArticle", "author": [[{"@type": "Person", "name": "Jane Roe"}]]}
    assert page_of(f"<script type='application/ld+json'>{json.dumps(node)}</script>").authors == ("Jane Roe",)
