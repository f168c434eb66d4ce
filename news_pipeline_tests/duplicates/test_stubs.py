"""A stub is only the beginning of an article; the whole article speaks for both. Made-up texts."""

import pytest

from news_pipeline.duplicates.facts import read_facts
from news_pipeline.duplicates.groups import Link, Member, partition
from news_pipeline.duplicates.overlap import index_texts
from news_pipeline.duplicates.relations import Related, relate
from news_pipeline_tests.duplicates.pairs.edited_copies import DEV

WHOLE = DEV[0].text
PARAGRAPHS = WHOLE.split("\n")


def related(a: str, b: str) -> Related:
    one, other = index_texts([a, b])
    return relate(one, other, lambda: (read_facts(a), read_facts(b)))


STUBS = [
    ("two paragraphs", "\n".join(PARAGRAPHS[:2])),
    (
        "an invitation",
        "\n".join(PARAGRAPHS[:2]) + "\nSubscribe to read on. Already a member? Sign in here for only 1 crown.",
    ),
    ("cut in a sentence", WHOLE[: len(WHOLE) // 3].rsplit(" ", 1)[0] + "..."),
    ("a teaser under a headline of its own", "Grain train leaves the rails at Tremarl\n" + PARAGRAPHS[0]),
    ("without the dateline", PARAGRAPHS[0].split(" - ", 1)[1]),
    ("spelt otherwise", PARAGRAPHS[0].replace("tonnes", "tons") + "\n" + PARAGRAPHS[1]),
]


@pytest.mark.parametrize(("about", "stub"), STUBS)
def test_the_beginning_of_an_article_is_contained_in_it(about, stub):
    there, back = related(stub, WHOLE), related(WHOLE, stub)
    assert (there.relation, there.stub) == ("contained", "a"), about
    assert (back.relation, back.stub) == ("contained", "b"), about


NO_STUBS = [
    ("paragraphs taken out of the middle", PARAGRAPHS[0] + "\n" + PARAGRAPHS[4]),
    (
        "an end of its own",
        "\n".join(PARAGRAPHS[:2]) + "\nThe mayor of Galley, Ada Finch, asked for help from the state.",
    ),
    ("the end of the article", "\n".join(PARAGRAPHS[3:])),
    ("nearly the whole", "\n".join(PARAGRAPHS[:4])),
]


@pytest.mark.parametrize(("about", "text"), NO_STUBS)
def test_other_parts_are_no_stubs(about, text):
    assert related(text, WHOLE).stub is None, about


def member(name: str, published: str | None, words: int, *, agency: bool = False) -> Member:
    return Member(name, published, agency, words)


def stub_of(stub: str, whole: str) -> Link:
    a, b = sorted((stub, whole))
    return Link(a, b, "contained", 1.0, 0.3, stub_id=stub)


def test_the_whole_text_speaks_for_its_stub_though_that_came_first():
    members = [member("stub", "2020-01-01", 60), member("whole", "2020-01-02", 300)]
    (group,) = partition(members, [stub_of("stub", "whole")])
    assert group.members == ("stub", "whole")
    assert (group.canonical, group.canonical_reason) == ("whole", "whole_text")


def test_a_stub_of_a_stub_goes_with_the_whole_text():
    members = [member("a", None, 30), member("b", None, 90), member("c", None, 400)]
    (group,) = partition(members, [stub_of("a", "b"), stub_of("b", "c")])
    assert (group.members, group.canonical) == (("a", "b", "c"), "c")


@pytest.mark.parametrize(("share", "canonical"), [(0.1, ["flash", "paper"]), (0.4, ["flash"])])
def test_an_agency_s_own_page_is_no_stub_of_a_paper_that_added_to_it(share, canonical):
    members = [member("flash", None, 60, agency=True), member("paper", "2020-01-02", 300)]
    links = [Link("flash", "paper", "contained", 1.0, share, stub_id="flash")]
    assert [group.canonical for group in partition(members, links)] == canonical


def test_a_stub_joins_the_copies_of_its_text_and_does_not_lead_them():
    members = [member("early", "2020-01-01", 60), member("one", "2020-01-02", 300), member("two", "2020-01-03", 300)]
    links = [stub_of("early", "two"), Link("one", "two", "near", 0.9, 0.9)]
    (group,) = partition(members, links)
    assert group.canonical == "one"
