"""Rows in, rows out for the stories: the functions that the loop over sets calls with one unit.

Here: adapters, and ids that stay. Elsewhere: who joins which story (assignment.py), titles (description.py), ids
(identity.py), the loop (sets.py of the package).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from news_pipeline.shared.results import Outcome, Row, TableRows
from news_pipeline.shared.stable_ids import keep_ids
from news_pipeline.stories.assignment import StoryArticle, StoryLink, assign_days, assign_undated
from news_pipeline.stories.description import StoryMember, describe_story
from news_pipeline.stories.terms import Term

KIND = "story"


def link_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `story_links`, the smaller id first, from article_id and `links` (other_id, dot_product)."""
    return [{"story_links": [_ordered(row["article_id"], link) for link in row["links"]]} for row in rows]


def day_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_members`, `story_changes`, `id_redirects` for consecutive days, given those of the week before."""
    days = {row["article_id"]: row["day"] for row in unit["articles"]}
    before = {row["article_id"]: row["story_id"] for row in unit["before"]}
    days_before = {row["article_id"]: row["day"] for row in unit["before"]}
    articles = [StoryArticle(article_id, day) for article_id, day in (days | days_before).items()]
    assigned = assign_days(articles, _links(unit["links"]), before)
    stories = {article_id: story for article_id, story in assigned.items() if article_id in days}
    held = {row["story_id"] for row in unit["previous"] if row["is_held_before"]} | set(before.values()) | _taken(unit)
    return _member_rows(stories, days, set(before.values()), held, unit["previous"])


def undated_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_members`, `story_changes`, `id_redirects` for undated articles, given the dated stories."""
    undated = [row["article_id"] for row in unit["articles"]]
    company = {row["article_id"]: row["story_id"] for row in unit["company"]}
    articles = [StoryArticle(article_id, None) for article_id in undated]
    articles += [StoryArticle(row["article_id"], row["day"]) for row in unit["company"]]
    sizes = {row["story_id"]: row["story_size"] for row in unit["company"]}
    stories = assign_undated(articles, _links(unit["links"]), company, sizes)
    elsewhere = {row["story_id"] for row in unit["previous"] if row["is_held_elsewhere"]}
    held = elsewhere | set(company.values()) | _taken(unit)
    return _member_rows(stories, dict.fromkeys(undated), set(company.values()), held, unit["previous"])


def description_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `story_descriptions` from the `members` of each story."""
    stories: dict[str, list[StoryMember]] = defaultdict(list)
    for row in unit["members"]:
        stories[row["story_id"]].append(_story_member(row))
    described = {story_id: describe_story(members) for story_id, members in stories.items()}
    return {
        "story_descriptions": [
            {"story_id": story_id, "title": description.title, "top_terms": list(description.top_terms)}
            for story_id, description in described.items()
        ]
    }


def _taken(unit: dict[str, list[Row]]) -> set[str]:
    return {row["story_id"] for row in unit["taken"]}


def _member_rows(
    stories: Mapping[str, str],
    days: Mapping[str, date | None],
    joined: set[str],
    held: set[str],
    previous: Sequence[Row],
) -> TableRows:
    """Stories outside the unit keep their ids; those that it opens keep the id that most of their articles had."""
    opened: dict[str, list[str]] = defaultdict(list)
    for article_id, story in sorted(stories.items()):
        if story not in joined:
            opened[story].append(article_id)
    identified = keep_ids(KIND, list(opened.values()), {row["article_id"]: row["story_id"] for row in previous}, held)
    ids = dict(zip(opened, identified.ids, strict=True))
    placed = {article_id: ids.get(story, story) for article_id, story in sorted(stories.items())}
    changes = _changes(placed, previous, held | set(identified.ids))
    return {
        "story_members": [
            {"article_id": article_id, "story_id": story_id, "day": days[article_id]}
            for article_id, story_id in placed.items()
        ],
        "story_changes": changes,
        "id_redirects": _redirects(changes),
    }


def _changes(placed: Mapping[str, str], previous: Sequence[Row], alive: set[str]) -> list[Row]:
    """From which story into which how many articles moved. When is added where the rows are written."""
    moved = Counter(
        (row["story_id"], placed[row["article_id"]])
        for row in previous
        if placed.get(row["article_id"], row["story_id"]) != row["story_id"]
    )
    return [
        {"old_story_id": old, "new_story_id": new, "change": "split" if old in alive else "merged", "group_count": n}
        for (old, new), n in sorted(moved.items())
    ]


def _redirects(changes: Sequence[Row]) -> list[Row]:
    """A story that is no more leads to the one that took most of its articles, in the unit or outside."""
    heirs: dict[str, Row] = {}
    for row in changes:
        best = heirs.get(row["old_story_id"])
        if row["change"] == "merged" and (best is None or row["group_count"] > best["group_count"]):
            heirs[row["old_story_id"]] = row
    return [{"kind": KIND, "old_id": old, "new_id": row["new_story_id"]} for old, row in heirs.items()]


def _ordered(article_id: str, link: Row) -> Row:
    a, b = sorted((article_id, link["other_id"]))
    return {"article_id_a": a, "article_id_b": b, "dot_product": link["dot_product"]}


def _links(rows: Sequence[Row]) -> list[StoryLink]:
    return [StoryLink(row["article_id_a"], row["article_id_b"], row["dot_product"]) for row in rows]


def _story_member(row: Row) -> StoryMember:
    return StoryMember(
        article_id=row["article_id"],
        title=row["title"],
        body_lead=row["body_lead"],
        published_date=row["published_date"],
        outlet_domain=row["outlet_domain"],
        terms=[Term(term["term"], term["weight"], term["word"], term["is_key"]) for term in row["terms"] or ()],
    )
