"""Which story an article joins: by day and window if it is dated, by its text alone if not."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.stories.assignment import (
    COSINE_ONE,
    DECAY,
    LEAD,
    NEAREST,
    RIVAL_DAYS,
    UNDATED_BAR,
    WINDOW_DAYS,
    StoryArticle,
    StoryLink,
    assign_days,
    assign_undated,
)
from news_pipeline.stories.clustering import Bar, Edge, average_link

START = date(2022, 1, 1)


def on(day: int, *article_ids: str) -> list[StoryArticle]:
    return [StoryArticle(article_id, START + timedelta(days=day)) for article_id in article_ids]


def undated(*article_ids: str) -> list[StoryArticle]:
    return [StoryArticle(article_id, None) for article_id in article_ids]


def link(a: str, b: str, cosine: float) -> StoryLink:
    return StoryLink(a, b, round(cosine * COSINE_ONE))


def with_undated(
    articles: list[StoryArticle], links: list[StoryLink], stories: dict[str, str], sizes: dict[str, int] | None = None
) -> dict[str, str]:
    """Dated articles that are not among `articles` have the first day."""
    told = {article.article_id for article in articles}
    articles = [*articles, *on(0, *sorted(stories.keys() - told))]
    return assign_undated(articles, links, stories, sizes or Counter(stories.values()))


def partition(assigned: dict[str, str]) -> set[frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, key in assigned.items():
        groups[key].add(article_id)
    return {frozenset(group) for group in groups.values()}


def test_an_article_alone_is_a_story_with_its_own_id() -> None:
    assert assign_days(on(0, "a"), [], {}) == {"a": "a"}
    assert with_undated(undated("a"), [], {}) == {"a": "a"}


def test_an_article_joins_the_story_of_the_day_before() -> None:
    assert assign_days([*on(0, "a"), *on(1, "b")], [link("a", "b", 0.4)], {"a": "story-a"}) == {"b": "story-a"}


def test_two_stories_never_merge() -> None:
    articles = [*on(0, "a", "b"), *on(1, "c")]
    links = [link("a", "c", 0.4), link("b", "c", 0.5)]
    assert assign_days(articles, links, {"a": "A", "b": "B"}) == {"c": "B"}


def test_one_likeness_among_many_members_is_not_enough() -> None:
    members = [f"m{n}" for n in range(5)]
    articles = [*on(0, *members), *on(1, "x")]
    assert assign_days(articles, [link("m0", "x", 0.5)], dict.fromkeys(members, "M")) == {"x": "x"}


def test_only_members_inside_the_window_count() -> None:
    articles = [*on(0, "a"), *on(2, "b"), *on(WINDOW_DAYS + 1, "c")]
    links = [link("a", "b", 0.5), link("b", "c", 0.5)]
    assert assign_days(articles, links, {}) == {"a": "a", "b": "a", "c": "a"}


def test_a_story_that_rests_longer_than_the_window_is_over() -> None:
    articles = [*on(0, "a"), *on(WINDOW_DAYS + 1, "b")]
    assert partition(assign_days(articles, [link("a", "b", 0.9)], {})) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize(
    ("days", "cosine", "stories"),
    [
        (0, 0.16, 1),  # two sides of one day's event
        (0, 0.14, 2),  # too little even there
        (1, 0.15, 2),  # the day after that is too little
        (1, 0.25, 1),  # the day after
        (7, 0.25, 2),  # a second quake, round or match a week later reads like the first
        (7, 0.50, 1),  # the same event, still told in the same words
    ],
)
def test_the_more_days_between_the_nearer_two_texts_must_be(days: int, cosine: float, stories: int) -> None:
    articles = [*on(0, "a"), *on(days, "b")]
    assert len(partition(assign_days(articles, [link("a", "b", cosine)], {}))) == stories


def test_two_events_of_one_kind_on_one_day_stay_apart() -> None:
    within = [link(a, b, 0.5) for group in ("abc", "xyz") for a in group for b in group if a < b]
    across = [link(a, b, 0.22) for a in "abc" for b in "xyz"]
    assert partition(assign_days(on(0, *"abcxyz"), within + across, {})) == {frozenset("abc"), frozenset("xyz")}


def test_a_story_of_earlier_days_is_as_hard_to_join_as_it_is_dense() -> None:
    articles = [*on(0, *"abc"), *on(1, *"xyz")]
    links = [link(a, b, 0.6) for group in ("abc", "xyz") for a in group for b in group if a < b]
    weak, strong = ([*links, *(link(a, x, cosine) for a in "abc" for x in "xyz")] for cosine in (0.24, 0.4))
    stories = dict.fromkeys("abc", "A")
    assert assign_days(articles, weak, stories) == dict.fromkeys("xyz", "x")
    assert assign_days(articles, strong, stories) == dict.fromkeys("xyz", "A")


DENSE = [link("a", "b", 0.7), link("a", "c", 0.7), link("b", "c", 0.7)]
SETTLING = [
    ("one account that density keeps out", [*DENSE, *(link(name, "x", 0.22) for name in "abc")], "a"),
    ("too far from it", [*DENSE, *(link(name, "x", 0.12) for name in "abc")], "x"),
    (
        "another event nearly as near",
        [
            *DENSE,
            *(link(name, "x", 0.22) for name in "abc"),
            link("r", "s", 0.6),
            link("r", "x", 0.2),
            link("s", "x", 0.2),
        ],
        "x",
    ),
    ("another single account as near", [*DENSE, *(link(name, "x", 0.22) for name in "abc"), link("r", "x", 0.1)], "a"),
]


@pytest.mark.parametrize(("about", "links", "story"), SETTLING)
def test_an_article_alone_settles_in_the_story_that_it_is_clearly_nearest_to(about, links, story) -> None:
    articles = [*on(0, *"abcrs"), *on(0, "x")]
    assert assign_days(articles, links, {})["x"] == story, about


def test_an_undated_article_alone_settles_in_a_dated_story_without_rivals() -> None:
    links = [link(name, "x", 0.40) for name in "abc"]
    rival = [link(name, "x", 0.30) for name in "rs"]
    stories = {**dict.fromkeys("abc", "A"), **dict.fromkeys("rs", "R")}
    assert with_undated(undated("x"), links, stories) == {"x": "A"}
    assert with_undated(undated("x"), links + rival, stories) == {"x": "x"}


def test_who_chose_a_small_cluster_that_moves_goes_along() -> None:
    links = [*DENSE, link("x", "y", 0.6), *(link(a, x, 0.24) for a in "abc" for x in "xy")]
    links += [link("x", "z", 0.204), link("y", "z", 0.204)]
    bar = Bar(
        least=round(0.18 * COSINE_ONE),
        density_share=0.7,
        density_cap=round(0.36 * COSINE_ONE),
        small=2,
        settle_least=round(0.16 * COSINE_ONE),
        settle_rival=0.6,
    )
    assert set(average_link("abcxyz", [Edge(*one) for one in links], bar).values()) == {"a"}


def test_the_decay_runs_over_the_whole_window() -> None:
    assert len(DECAY) == WINDOW_DAYS + 1
    assert list(DECAY) == sorted(DECAY, reverse=True)


def test_the_days_of_articles_before_must_be_told() -> None:
    with pytest.raises(ValueError, match="whose day"):
        assign_days(on(1, "b"), [], {"a": "A"})


def test_undated_look_alike_events_stay_apart() -> None:
    within = [link(a, b, 0.6) for group in ("abc", "xyz") for a in group for b in group if a < b]
    across = [link(a, b, 0.24) for a in "abc" for b in "xyz"]
    assert UNDATED_BAR.least < 0.24 * COSINE_ONE
    assert partition(with_undated(undated(*"abcxyz"), within + across, {})) == {frozenset("abc"), frozenset("xyz")}


def test_one_dated_article_does_not_bring_two_look_alike_events_together() -> None:
    within = [link(a, b, 0.6) for group in ("abcd", "xyz") for a in group for b in group if a < b]
    across = [link(a, b, 0.24) for a in "abcd" for b in "xyz"]
    assigned = with_undated(undated(*"abcxyz"), within + across, {"d": "D"})
    assert assigned == dict.fromkeys("abc", "D") | dict.fromkeys("xyz", "x")


def test_two_near_copies_do_not_keep_a_third_account_out() -> None:
    links = [link("a", "b", 0.95), link("a", "c", 0.43), link("b", "c", 0.38)]
    assert len(partition(with_undated(undated(*"abc"), links, {}))) == 1


@pytest.mark.parametrize(
    ("others", "cosine", "stories"),
    [
        ("b", 0.45, 2),  # one text that is alike may be of another year
        ("b", 0.55, 1),
        ("bc", 0.35, 2),
        ("bc", 0.45, 1),
        ("bcd", 0.35, 1),  # three that agree
        ("bcd", 0.20, 2),
    ],
)
def test_the_fewer_undated_articles_agree_the_nearer_they_must_be(others: str, cosine: float, stories: int) -> None:
    links = [link(one, other, 0.6) for one in others for other in others if one < other]
    links += [link("a", other, cosine) for other in others]
    assert len(partition(with_undated(undated("a", *others), links, {}))) == stories


def test_an_undated_article_joins_one_dated_account_only_where_it_is_very_near() -> None:
    assert with_undated(undated("a"), [link("a", "d", 0.45)], {"d": "D"}) == {"a": "a"}
    assert with_undated(undated("a"), [link("a", "d", 0.55)], {"d": "D"}) == {"a": "D"}


def test_undated_articles_join_a_dated_story_together() -> None:
    links = [link("a", "b", 0.5), link("a", "d", 0.5), link("b", "d", 0.45)]
    assert with_undated(undated("a", "b"), links, {"d": "D"}) == {"a": "D", "b": "D"}


def test_a_long_story_counts_for_its_nearest_articles() -> None:
    stories = {f"d{n:02}": "D" for n in range(40)}
    links = [link("a", f"d{n:02}", 0.45) for n in range(NEAREST)]
    assert with_undated(undated("a"), links, stories) == {"a": "D"}
    assert with_undated(undated("a"), links[:1], stories) == {"a": "a"}


def test_an_undated_article_as_near_to_two_stretches_of_time_joins_neither() -> None:
    links = [link("a", "d", 0.52), link("a", "e", 0.5)]
    assert LEAD * 0.5 > 0.52
    years = [*undated("a"), *on(0, "d"), *on(RIVAL_DAYS + 1, "e")]
    days = [*undated("a"), *on(0, "d"), *on(RIVAL_DAYS, "e")]
    assert with_undated(years, links, {"d": "D", "e": "E"}) == {"a": "a"}
    assert with_undated(days, links, {"d": "D", "e": "E"}) == {"a": "D"}, "two parts of one event"


def test_undated_articles_never_open_a_window() -> None:
    """A text that is near to two dated stories does not bring these together, nor change them."""
    articles = [*on(0, "a"), *on(20, "b"), *undated("u")]
    links = [link("a", "u", 0.9), link("b", "u", 0.6)]
    dated = assign_days(articles, links, {})
    assert dated == {"a": "a", "b": "b"}
    assert with_undated(articles, links, dated) == {"u": "a"}


@st.composite
def linked_articles(draw: st.DrawFn) -> tuple[list[StoryArticle], list[StoryLink]]:
    """Up to 14 articles over 13 days, some undated; links of few strengths, so that ties are common."""
    days = draw(st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=14))
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
    free = with_undated(articles, links, dated)
    mixed = [
        link if random.random() < 0.5 else StoryLink(link.article_id_b, link.article_id_a, link.dot_product)
        for link in links
    ]
    random.shuffle(mixed)
    shuffled = random.sample(articles, len(articles))
    assert assign_days(shuffled, mixed, {}) == dated
    assert with_undated(shuffled, mixed, dict(random.sample(sorted(dated.items()), len(dated)))) == free
    assert dated.keys() | free.keys() == {article.article_id for article in articles}


@settings(max_examples=150, deadline=None)
@given(linked_articles(), st.integers(1, 13))
def test_days_one_by_one_or_several_at_once_give_the_same(linked, portion: int) -> None:  # type: ignore[no-untyped-def]
    articles, links = linked
    at_once = assign_days(articles, links, {})
    by_portion: dict[str, str] = {}
    for first in range(0, 13, portion):
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
    component = {article.article_id: {article.article_id} for article in free}
    for x in links:
        ends = [stories.get(end, end) for end in (x.article_id_a, x.article_id_b)]
        if x.dot_product >= UNDATED_BAR.least and not (x.article_id_a in stories and x.article_id_b in stories):
            union = component.get(ends[0], {ends[0]}) | component.get(ends[1], {ends[1]})
            component |= dict.fromkeys(union, union)
    sizes, dated = Counter(stories.values()), [article for article in articles if article.day is not None]
    in_portions: dict[str, str] = {}
    for ids in component.values():
        own = {article.article_id for article in free} & ids
        linked = [x for x in links if {x.article_id_a, x.article_id_b} & own]
        in_portions |= assign_undated(undated(*sorted(own)) + dated, linked, stories, sizes)
    assert in_portions == assign_undated(articles, links, stories, sizes)
