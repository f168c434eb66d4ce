"""Turns rows into articles, links and stories, and back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from news_pipeline.shared.results import Outcome, Row, TableRows
from news_pipeline.stories.assignment import StoryArticle, StoryLink, assign_days, assign_undated
from news_pipeline.stories.description import StoryMember, describe_story
from news_pipeline.stories.lasting_ids import KIND, LastingStories, lasting_stories
from news_pipeline.stories.terms import Term, story_terms


@dataclass(frozen=True, slots=True)
class TermInput:
    """An article whose words are weighed."""

    article_id: str
    title: str | None
    body: str


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article that an article shares terms with."""

    other_id: str
    dot_product: int


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """A dated article outside the unit, and the story that it is in."""

    article_id: str
    story_id: str
    day: date


@dataclass(frozen=True, slots=True)
class PreviousPlace:
    """The story that an article of the unit was in."""

    article_id: str
    story_id: str
    is_held: bool
    """Articles outside the unit, of earlier days if it has days, hold the story too."""


@dataclass(frozen=True, slots=True)
class StoryUnit:
    """What articles to assign to stories, and what is around them."""

    articles: list[StoryArticle]
    links: list[StoryLink]
    around: list[PlacedArticle]
    previous: list[PreviousPlace]
    taken: set[str]
    """Ids that the unit's articles would found a story with, and that stories outside the unit hold already."""

    @property
    def stories_around(self) -> dict[str, str]:
        """The story of each article around."""
        return {article.article_id: article.story_id for article in self.around}

    def lasting(self, assigned: Mapping[str, str]) -> LastingStories:
        """The assigned stories with ids that last."""
        joined = set(self.stories_around.values())
        held = {place.story_id for place in self.previous if place.is_held} | joined | self.taken
        return lasting_stories(assigned, joined, held, {place.article_id: place.story_id for place in self.previous})


def term_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `story_terms`."""
    articles = [TermInput(**row) for row in rows]
    return [{"story_terms": [term._asdict() for term in story_terms(one.title, one.body)]} for one in articles]


def link_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `story_links`, the smaller id first, from the `links` of each article."""
    return [
        {"story_links": [_link_row(row["article_id"], LinkedArticle(**link)) for link in row["links"]]} for row in rows
    ]


def _link_row(article_id: str, link: LinkedArticle) -> Row:
    a, b = sorted((article_id, link.other_id))
    return {"article_id_a": a, "article_id_b": b, "dot_product": link.dot_product}


def day_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_members`, `story_changes`, `id_redirects` for days, given those of the window before."""
    days = _day_unit(unit)
    around = [StoryArticle(article.article_id, article.day) for article in days.around]
    assigned = assign_days([*days.articles, *around], days.links, days.stories_around)
    return _rows(days.articles, days.lasting(assigned))


def lone_day_rows(unit: dict[str, list[Row]]) -> TableRows:
    """The same where the stories cannot be told: every article is a story of its own."""
    return _lone(_day_unit({**unit, "before": []}))


def _day_unit(unit: dict[str, list[Row]]) -> StoryUnit:
    return StoryUnit(
        articles=[StoryArticle(**row) for row in unit["articles"]],
        links=[StoryLink(**row) for row in unit["links"]],
        around=[PlacedArticle(**row) for row in unit["before"]],
        previous=[PreviousPlace(row["article_id"], row["story_id"], row["is_held_before"]) for row in unit["previous"]],
        taken={row["story_id"] for row in unit["taken"]},
    )


def undated_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_members`, `story_changes`, `id_redirects` for undated articles, given the dated stories."""
    undated = _undated_unit(unit)
    sizes = {row["story_id"]: row["story_size"] for row in unit["company"]}
    around = [StoryArticle(article.article_id, article.day) for article in undated.around]
    assigned = assign_undated([*undated.articles, *around], undated.links, undated.stories_around, sizes)
    return _rows(undated.articles, undated.lasting(assigned))


def lone_undated_rows(unit: dict[str, list[Row]]) -> TableRows:
    """The same where the stories cannot be told: every article is a story of its own."""
    return _lone(_undated_unit({**unit, "company": []}))


def _undated_unit(unit: dict[str, list[Row]]) -> StoryUnit:
    return StoryUnit(
        articles=[StoryArticle(row["article_id"], None) for row in unit["articles"]],
        links=[StoryLink(**row) for row in unit["links"]],
        around=[PlacedArticle(row["article_id"], row["story_id"], row["day"]) for row in unit["company"]],
        previous=[
            PreviousPlace(row["article_id"], row["story_id"], row["is_held_elsewhere"]) for row in unit["previous"]
        ],
        taken={row["story_id"] for row in unit["taken"]},
    )


def _lone(unit: StoryUnit) -> TableRows:
    return _rows(unit.articles, unit.lasting({article.article_id: article.article_id for article in unit.articles}))


def _rows(articles: list[StoryArticle], stories: LastingStories) -> TableRows:
    days = {article.article_id: article.day for article in articles}
    return {
        "story_members": [
            {"article_id": article_id, "story_id": story_id, "day": days[article_id]}
            for article_id, story_id in stories.story_ids.items()
        ],
        "story_changes": [asdict(change) for change in stories.changes],
        "id_redirects": [{"kind": KIND, "old_id": old, "new_id": new} for old, new in stories.redirects.items()],
    }


def description_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_descriptions` from the `members` of each story."""
    stories: dict[str, list[StoryMember]] = defaultdict(list)
    for row in unit["members"]:
        stories[row["story_id"]].append(_member(row))
    described = {story_id: describe_story(members) for story_id, members in stories.items()}
    return {
        "story_descriptions": [
            {"story_id": story_id, "title": description.title, "top_terms": list(description.top_terms)}
            for story_id, description in described.items()
        ]
    }


def lone_description_rows(unit: dict[str, list[Row]]) -> TableRows:
    """The same where the most central article cannot be told: the title is that of any."""
    stories = {row["story_id"]: row for row in unit["members"]}
    return {
        "story_descriptions": [
            {"story_id": story_id, "title": row["title"] or row["body_lead"].partition("\n")[0], "top_terms": []}
            for story_id, row in stories.items()
        ]
    }


def _member(row: Row) -> StoryMember:
    return StoryMember(
        article_id=row["article_id"],
        title=row["title"],
        body_lead=row["body_lead"],
        terms=[Term(term["term"], term["weight"], term["word"], term["is_key"]) for term in row["terms"] or ()],
    )
