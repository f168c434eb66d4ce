"""Groups of reprints: who belongs together, and who speaks for them."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.duplicates.groups import GROUPING, Judgement, Link, Member, partition


def member(article_id, published=None, *, words=300, agency=False):
    return Member(article_id, published, agency, words)


def link(a, b, relation="near", coverage_a=0.9, coverage_b=0.9):
    return Link(a, b, relation, coverage_a, coverage_b)


def groups_of(members, links):
    return [set(group.members) for group in partition(members, links)]


def test_an_article_alone_is_a_group_of_one():
    (group,) = partition([member("a")], [])
    assert (group.members, group.canonical, group.canonical_reason) == (("a",), "a", "only_article")


def test_no_members_give_no_groups():
    assert partition([], []) == []


CANONICAL = [
    (
        member("b", "2022-01-09", agency=True),
        member("a", "2022-01-08"),
        "agency_site",
        "the agency's own page, even if later",
    ),
    (member("b", "2022-01-08"), member("a", "2022-01-09"), "earliest", "the earlier day"),
    (member("b", "2022-01-08T06:05:00Z"), member("a", "2022-01-08T06:06:00Z"), "earliest", "the earlier minute"),
    (member("b", "2022-01-09T03:00:00+06:00"), member("a", "2022-01-08T22:00:00Z"), "earliest", "over time zones"),
    (member("b", "2022-01-08T06:05:00Z"), member("a", "2022-01-09"), "earliest", "a time before a whole day"),
    (
        member("b", "2022-01-08T06:05:00Z"),
        member("a", "2022-01-08"),
        "dated",
        "a time before a vaguer date of that day",
    ),
    (member("b", "2022-01-08", words=1), member("a"), "dated", "a date before none"),
    (member("b", "2022-01-08", words=1), member("a", "soon"), "dated", "a date before what is no date"),
    (member("b", words=301), member("a", words=300), "fullest", "no dates: the fuller text"),
    (member("a"), member("b"), "smallest_id", "all equal"),
]


@pytest.mark.parametrize(("first", "second", "rule", "reason"), CANONICAL)
def test_canonical_article_and_the_rule_that_decided(first, second, rule, reason):
    for members in ([first, second], [second, first]):
        (group,) = partition(members, [link("a", "b")])
        assert (group.canonical, group.canonical_reason) == (first.article_id, rule), reason


@pytest.mark.parametrize("relation", ["exact", "near", "copy", "contained", "partial", "template"])
def test_only_exact_near_and_copy_make_groups(relation):
    found = groups_of([member("a"), member("b")], [link("a", "b", relation)])
    assert (len(found) == 1) == (relation in GROUPING)


def test_a_chain_of_write_throughs_is_cut_where_the_first_text_is_gone():
    links = [link("a", "b", "copy", 0.9, 0.6), link("b", "c", "copy", 0.9, 0.6), link("a", "c", "partial", 0.3, 0.2)]
    members = [member(name, f"2022-01-0{day}") for day, name in enumerate("abc", start=1)]
    assert groups_of(members, links) == [{"a", "b"}, {"c"}]


def test_a_copy_of_a_copy_that_still_holds_the_first_text_is_a_member():
    links = [link("a", "b"), link("b", "c"), link("a", "c", "contained", 0.3, 0.7)]
    members = [member(name, f"2022-01-0{day}") for day, name in enumerate("abc", start=1)]
    assert groups_of(members, links) == [{"a", "b", "c"}]


def test_a_page_that_glues_two_wire_texts_together_does_not_unite_their_copies():
    glued = member("glued", "2022-01-01", words=1500)
    first = [member(f"first{n}", "2022-01-02", words=1000) for n in range(3)]
    second = [member(f"second{n}", "2022-01-02", words=500) for n in range(3)]
    links = [link("glued", one.article_id, "copy", 0.6, 1.0) for one in first]
    links += [link("glued", one.article_id, "copy", 0.3, 1.0) for one in second]
    links += [link(a.article_id, b.article_id) for part in (first, second) for a in part for b in part if a != b]
    assert groups_of([glued, *first, *second], links) == [
        {"glued", "first0", "first1", "first2"},
        {"second0", "second1", "second2"},
    ]


def test_the_best_link_decides_between_two_groups():
    members = [member("a", "2022-01-01"), member("b", "2022-01-02"), member("c", "2022-01-03")]
    links = [link("a", "b", "partial", 0.5, 0.5), link("a", "c", "copy", 0.7, 0.6), link("b", "c", "near", 0.9, 0.9)]
    assert groups_of(members, links) == [{"a"}, {"b", "c"}]


def test_exact_twins_stay_together_whatever_else_they_are_linked_to():
    members = [member("a", "2022-01-01"), member("b", "2022-01-02"), member("c", "2022-01-03")]
    links = [link("b", "c", "exact", 1, 1), link("a", "c", "near"), link("a", "b", "partial", 0.3, 0.3)]
    assert any({"b", "c"} <= group for group in groups_of(members, links))


def test_articles_that_no_grouping_link_ties_together_do_not_influence_each_other():
    members = [member(name, f"2022-01-0{day}") for day, name in enumerate("abcd", start=1)]
    links = [link("a", "b"), link("c", "d"), link("a", "c", "partial"), link("b", "d", "contained")]
    assert groups_of(members, links) == groups_of(members[:2], links[:1]) + groups_of(members[2:], links[1:2])


TEMPLATE = [link("a", "b"), link("b", "c"), link("a", "c", "template")]
DAYS = [member(name, f"2022-01-0{day}") for day, name in enumerate("abc", start=1)]


def test_two_reports_of_one_template_are_never_in_one_group_whatever_resembles_both():
    assert groups_of(DAYS, TEMPLATE) == [{"a", "b"}, {"c"}]


def test_a_template_yields_to_a_person_who_says_same():
    found = partition(DAYS, TEMPLATE, [Judgement("a", "c", is_same=True)])
    assert [group.members for group in found] == [("a", "b", "c")]


def test_a_template_yields_to_a_copy_of_an_exact_twin():
    links = [link("a", "b", "exact", 1, 1), link("a", "c", "template"), link("b", "c", "near")]
    assert groups_of(DAYS, links) == [{"a", "b", "c"}]


def test_links_with_others_are_ignored():
    assert groups_of([member("a")], [link("a", "z")]) == [{"a"}]


def test_of_contradictory_judgements_not_same_wins():
    same = [Judgement("a", "b", is_same=True), Judgement("b", "c", is_same=True)]
    found = partition([member("a"), member("b"), member("c")], [], [*same, Judgement("a", "c", is_same=False)])
    assert [group.members for group in found] == [("a", "b"), ("c",)]


def test_an_article_does_not_join_a_group_with_one_that_it_was_parted_from():
    links = [link("a", "b"), link("a", "c"), link("b", "c")]
    found = partition([member("a"), member("b"), member("c")], links, [Judgement("b", "c", is_same=False)])
    assert [group.members for group in found] == [("a", "b"), ("c",)]


NAMES = [f"n{number}" for number in range(9)]
a_member = st.builds(
    member,
    st.just(""),
    st.sampled_from([None, "2022-01-08", "2022-01-08T06:05:00Z", "2022-01-09", "2022-01-09T01:00:00+06:00"]),
    words=st.sampled_from([100, 300]),
    agency=st.booleans(),
)
a_link = st.tuples(
    st.sampled_from(["exact", "near", "copy", "contained", "partial"]),
    st.sampled_from([0.3, 0.5, 0.9]),
    st.sampled_from([0.3, 0.5, 0.9]),
)


@st.composite
def components(draw):
    drawn = [draw(a_member) for _ in NAMES]
    members = [
        Member(name, one.published, one.is_agency_site, one.word_count) for name, one in zip(NAMES, drawn, strict=True)
    ]
    pairs = [(a, b) for a in NAMES for b in NAMES if a < b]
    links = [Link(a, b, *draw(a_link)) for a, b in pairs if draw(st.booleans())]
    return members, links


@given(components(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_changes_nothing(component, chance: random.Random):
    members, links = component
    expected = partition(members, links)
    swapped = [
        Link(one.article_id_b, one.article_id_a, one.relation, one.coverage_b, one.coverage_a)
        if chance.random() < 0.5
        else one
        for one in links
    ]
    assert partition(chance.sample(members, len(members)), chance.sample(swapped, len(swapped))) == expected


@given(components())
@settings(max_examples=60, deadline=None)
def test_every_article_is_in_one_group_and_one_article_of_a_group_is_canonical(component):
    members, links = component
    groups = partition(members, links)
    assert sorted(name for group in groups for name in group.members) == NAMES
    assert all(group.canonical in group.members for group in groups)
    together = {name: group.canonical for group in groups for name in group.members}
    assert all(together[one.article_id_a] == together[one.article_id_b] for one in links if one.relation == "exact")
