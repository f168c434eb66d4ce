from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.stories.assignment import (
    COSINE_ONE,
    UNDATED_BAR,
    WINDOW_DAYS,
    StoryArticle,
    StoryLink,
    assign_days,
    assign_undated,
)

START = date(2022, 1, 1)


def on(day: int, *article_ids: str) -> list[StoryArticle]:
    return [StoryArticle(article_id, START + timedelta(days=day)) for article_id in article_ids]


def undated(*article_ids: str) -> list[StoryArticle]:
    return [StoryArticle(article_id, None) for article_id in article_ids]


def link(a: str, b: str, cosine: float) -> StoryLink:
    return StoryLink(a, b, round(cosine * COSINE_ONE))


def partition(assigned: dict[str, str]) -> set[frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, key in assigned.items():
        groups[key].add(article_id)
    return {frozenset(group) for group in groups.values()}


def test_an_article_alone_is_a_story_with_its_own_id() -> None:
    assert assign_days(on(0, "a"), [], {}) == {"a": "a"}
    assert assign_undated(undated("a"), [], {}) == {"a": "a"}


def test_an_article_joins_the_story_of_the_day_before() -> None:
    assert assign_days(on(1, "b"), [link("a", "b", 0.4)], {"a": "story-a"}) == {"b": "story-a"}


def test_two_stories_never_merge() -> None:
    links = [link("a", "c", 0.4), link("b", "c", 0.5)]
    assert assign_days(on(1, "c"), links, {"a": "A", "b": "B"}) == {"c": "B"}


def test_one_likeness_among_many_members_is_not_enough() -> None:
    members = {f"m{n}": "M" for n in range(5)}
    assert assign_days(on(1, "x"), [link("m0", "x", 0.5)], members) == {"x": "x"}


def test_only_members_inside_the_window_count() -> None:
    articles = [*on(0, "a"), *on(2, "b"), *on(5, "c")]
    links = [link("a", "b", 0.5), link("b", "c", 0.3)]
    assert assign_days(articles, links, {}) == {"a": "a", "b": "a", "c": "a"}


def test_a_story_that_rests_longer_than_the_window_is_over() -> None:
    articles = [*on(0, "a"), *on(WINDOW_DAYS + 1, "b")]
    assert partition(assign_days(articles, [link("a", "b", 0.9)], {})) == {frozenset("a"), frozenset("b")}


def test_articles_before_without_a_day_cannot_serve_several_days() -> None:
    with pytest.raises(ValueError, match="several days"):
        assign_days([*on(1, "b"), *on(2, "c")], [], {"a": "A"})


def test_undated_look_alike_events_stay_apart() -> None:
    within = [link(a, b, 0.6) for group in ("abc", "xyz") for a in group for b in group if a < b]
    across = [link(a, b, 0.22) for a in "abc" for b in "xyz"]
    assert UNDATED_BAR.least < 0.22 * COSINE_ONE
    assert partition(assign_undated(undated(*"abcxyz"), within + across, {})) == {frozenset("abc"), frozenset("xyz")}


def test_two_near_copies_do_not_keep_a_third_account_out() -> None:
    links = [link("a", "b", 0.95), link("a", "c", 0.3), link("b", "c", 0.28)]
    assert len(partition(assign_undated(undated(*"abc"), links, {}))) == 1


def test_undated_articles_join_a_dated_story_together() -> None:
    links = [link("a", "b", 0.5), link("a", "d", 0.4), link("b", "d", 0.3)]
    assert assign_undated(undated("a", "b"), links, {"d": "D"}) == {"a": "D", "b": "D"}


def test_an_undated_article_as_near_to_two_dated_stories_joins_neither() -> None:
    links = [link("a", "d", 0.4), link("a", "e", 0.38)]
    assert assign_undated(undated("a"), links, {"d": "D", "e": "E"}) == {"a": "a"}


def test_undated_articles_do_not_change_dated_stories() -> None:
    articles = [*on(0, "a", "b"), *undated("u")]
    links = [link("a", "u", 0.9), link("b", "u", 0.9)]
    assert assign_days(articles, links, {}) == {"a": "a", "b": "b"}


@st.composite
def linked_articles(draw: st.DrawFn) -> tuple[list[StoryArticle], list[StoryLink]]:
    """Up to 14 articles over 9 days, some undated; links of few strengths, so that ties are common."""
    days = draw(st.lists(st.one_of(st.none(), st.integers(0, 8)), min_size=1, max_size=14))
    articles = [
        StoryArticle(f"{n:02}", None if day is None else START + timedelta(days=day)) for n, day in enumerate(days)
    ]
    links = []
    for n, one in enumerate(articles):
        for other in articles[:n]:
            near = one.day is None or other.day is None or abs((one.day - other.day).days) <= WINDOW_DAYS
            strength = draw(st.sampled_from((0.0, 0.0, 0.1, 0.15, 0.2, 0.3, 0.6)))
            if near and strength:
                links.append(link(other.article_id, one.article_id, strength))
    return articles, links


@settings(max_examples=150, deadline=None)
@given(linked_articles(), st.randoms(use_true_random=False))
def test_the_order_of_articles_and_links_does_not_matter(linked, random) -> None:  # type: ignore[no-untyped-def]
    articles, links = linked
    dated = assign_days(articles, links, {})
    free = assign_undated(articles, links, dated)
    mixed = [
        link if random.random() < 0.5 else StoryLink(link.article_id_b, link.article_id_a, link.dot_product)
        for link in links
    ]
    random.shuffle(mixed)
    shuffled = random.sample(articles, len(articles))
    assert assign_days(shuffled, mixed, {}) == dated
    assert assign_undated(shuffled, mixed, dict(random.sample(sorted(dated.items()), len(dated)))) == free
    assert dated.keys() | free.keys() == {article.article_id for article in articles}


@settings(max_examples=150, deadline=None)
@given(linked_articles(), st.integers(1, 9))
def test_days_one_by_one_or_several_at_once_give_the_same(linked, portion: int) -> None:  # type: ignore[no-untyped-def]
    articles, links = linked
    at_once = assign_days(articles, links, {})
    by_portion: dict[str, str] = {}
    for first in range(0, 9, portion):
        start = START + timedelta(days=first)
        end = start + timedelta(days=portion)
        near = [a for a in articles if a.day is not None and start - timedelta(days=WINDOW_DAYS) <= a.day < end]
        before = {a.article_id: by_portion[a.article_id] for a in near if a.day is not None and a.day < start}
        ids = {a.article_id for a in near}
        by_portion |= assign_days(near, [x for x in links if {x.article_id_a, x.article_id_b} <= ids], before)
    assert by_portion == at_once


@settings(max_examples=150, deadline=None)
@given(linked_articles())
def test_undated_articles_may_come_in_portions_that_part_no_strong_link(linked) -> None:  # type: ignore[no-untyped-def]
    articles, links = linked
    stories = assign_days(articles, links, {})
    free = [article for article in articles if article.day is None]
    strong = [
        StoryLink(x.article_id_a, x.article_id_b, COSINE_ONE) for x in links if x.dot_product >= UNDATED_BAR.least
    ]
    component = {article.article_id: {article.article_id} for article in free}
    for x in strong:
        if x.article_id_a in component and x.article_id_b in component:
            union = component[x.article_id_a] | component[x.article_id_b]
            component |= dict.fromkeys(union, union)
    in_portions: dict[str, str] = {}
    for ids in component.values():
        own = [x for x in links if {x.article_id_a, x.article_id_b} & ids]
        in_portions |= assign_undated(undated(*sorted(ids)), own, stories)
    assert in_portions == assign_undated(articles, links, stories)
