"""The five seeds are one story, and its undated articles get their days."""

from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

from news_pipeline.steps.inferred_dates.rows import inferred_rows
from news_pipeline.steps.stories.rows import term_rows
from news_pipeline.stories.assignment import LINK_FLOOR, StoryArticle, StoryLink, assign_days, assign_undated

SEEDS = Path(__file__).parents[2] / "seeds"
DAYS = {"000": None, "002": date(2022, 1, 8), "003": None, "004": date(2022, 1, 10)}
"""001 is a copy of 000 and takes no part. 000 has no title, the others begin with theirs."""


def read_seed(number: str) -> dict[str, str | None]:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    text = path.read_text(encoding="utf-8")
    if number in ("000", "001"):
        return {"article_id": number, "title": None, "body": text}
    title, body = text.split("\n", 1)
    return {"article_id": number, "title": title, "body": body}


def seed_links() -> list[StoryLink]:
    vectors = {}
    for number in DAYS:
        (outcome,) = term_rows([read_seed(number)])
        assert isinstance(outcome, dict)
        vectors[number] = {row["term"]: row["weight"] for row in outcome["story_terms"]}
    links = [
        StoryLink(a, b, sum(weight * vectors[b].get(term, 0) for term, weight in vectors[a].items()))
        for a, b in combinations(vectors, 2)
    ]
    return [link for link in links if link.dot_product >= LINK_FLOOR]


def test_the_five_seeds_are_one_story() -> None:
    articles = [StoryArticle(number, day) for number, day in DAYS.items()]
    dated = assign_days(articles, seed_links(), {})
    undated = assign_undated(articles, seed_links(), dated, Counter(dated.values()))
    assert dated | undated == dict.fromkeys(DAYS, "002")


def test_undated_seeds_get_the_weekend_of_their_story() -> None:
    company = [{"article_id": n, "published_date": day, "relation": "story"} for n, day in DAYS.items()]
    rows = [
        {"article_id": number, "body": read_seed(number)["body"], "company": company}
        for number in ("000", "001", "003")
    ]
    outcomes = inferred_rows(rows)
    days = [outcome["inferred_dates"][0]["inferred_date"] for outcome in outcomes if isinstance(outcome, dict)]
    assert days == [date(2022, 1, 8), date(2022, 1, 9), date(2022, 1, 8)]


def test_without_company_no_row_is_written() -> None:
    assert inferred_rows([{"article_id": "a", "body": "He spoke on Saturday.", "company": []}]) == [{}]
