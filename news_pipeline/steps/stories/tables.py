"""Stories, and dates from company.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.storage.columns import ARTICLE_ID
from news_pipeline.storage.schema import Column, Table, required

TABLES = (
    Table(
        "story_terms",
        "Weighted terms of the canonical articles.",
        (
            ARTICLE_ID,
            Column("term", "UBIGINT", "Hash of the word."),
            Column("weight", "INTEGER", "Of a vector of length 10,000."),
            Column("word", "VARCHAR", "The word."),
            Column("is_key", "BOOLEAN", "Links are looked for by this term."),
        ),
    ),
    Table(
        "story_links",
        "Cosines of canonical articles that may cover one event.",
        (
            Column("article_id_a", "VARCHAR", "Smaller id."),
            Column("article_id_b", "VARCHAR", "Larger id."),
            Column("dot_product", "BIGINT", "Cosine times 10,000 squared."),
        ),
        key=("article_id_a", "article_id_b"),
    ),
    Table(
        "story_members",
        "Which story each canonical article is in.",
        (ARTICLE_ID, Column("story_id", "VARCHAR", "Story."), Column("day", "DATE", "Published day; NULL if undated.")),
        key=("article_id",),
    ),
    Table(
        "story_descriptions",
        "Title and terms of each story.",
        (
            Column("story_id", "VARCHAR", "Story."),
            Column("title", "VARCHAR", "Title."),
            Column("top_terms", "VARCHAR[]", "Top terms."),
        ),
        key=("story_id",),
    ),
    Table(
        "article_places",
        "Group and story of each article.",
        (
            ARTICLE_ID,
            Column("duplicate_group_id", "VARCHAR", "Group."),
            Column("is_canonical", "BOOLEAN", "Stands for the group."),
            Column("story_id", "VARCHAR", "Story, inherited from the canonical article."),
        ),
        key=("article_id",),
        view="steps/stories/article_places.sql",
    ),
    Table(
        "stories",
        "One event covered.",
        (
            required("story_id", "VARCHAR", "The story; once published it stays."),
            required("title", "VARCHAR", "Headline of its most central article, else the first words of that article."),
            Column("top_terms", "VARCHAR[]", "Words that its articles share most."),
            Column("first_published_date", "DATE", "Earliest dated article; NULL if none is dated."),
            Column("last_published_date", "DATE", "Latest dated article."),
            required("article_count", "INTEGER", "Articles, copies included."),
            required("group_count", "INTEGER", "Groups: texts that are independent of each other."),
            required("outlet_count", "INTEGER", "Different outlets, as far as known."),
            required("outlets", "VARCHAR[]", "Their names, else domains, in alphabetical order."),
        ),
        key=("story_id",),
        published=True,
        view="steps/stories/stories.sql",
    ),
    Table(
        "inferred_dates",
        "Dates from company, for articles without a date of their own.",
        (
            ARTICLE_ID,
            Column("inferred_date", "DATE", "Day told by company; NULL if only bounds are known."),
            required("inferred_from", "DATE", "Earliest day."),
            required("inferred_to", "DATE", "Latest day."),
            required("reason", "VARCHAR", "What told it."),
        ),
        key=("article_id",),
        published=True,
    ),
    Table(
        "story_changes",
        "Articles that moved from one story into another in one run: how stories merged and split.",
        (
            required("changed_at", "TIMESTAMPTZ", "When."),
            required("old_story_id", "VARCHAR", "The story that they were in."),
            required("new_story_id", "VARCHAR", "The story that they are in since."),
            required(
                "change",
                "VARCHAR",
                "merged: the old story is no more, and id_redirects leads on; split: it goes on without them.",
                allowed=("merged", "split"),
            ),
            required("group_count", "INTEGER", "Independent texts that moved."),
        ),
        key=("changed_at", "old_story_id", "new_story_id"),
        published=True,
    ),
    Table(
        "id_redirects",
        "Ids of groups and stories that were merged into another.",
        (
            required("kind", "VARCHAR", "duplicate_group or story.", allowed=("duplicate_group", "story")),
            required("old_id", "VARCHAR", "The id that is no more."),
            required("new_id", "VARCHAR", "The id that took its articles."),
        ),
        key=("kind", "old_id"),
        published=True,
    ),
)
