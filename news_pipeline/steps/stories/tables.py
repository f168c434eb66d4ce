"""Terms, links and stories."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

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
        kept_by_rebuild=True,
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
        "article_sets",
        "Group and story of each article.",
        (
            ARTICLE_ID,
            Column("duplicate_group_id", "VARCHAR", "Group."),
            Column("is_canonical", "BOOLEAN", "Stands for the group."),
            Column("story_id", "VARCHAR", "Story, inherited from the canonical article."),
        ),
        key=("article_id",),
        view=_sql("article_sets.sql"),
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
        view=_sql("stories.sql"),
        asset="Articles on one event, in whatever words; copies inherit the story of their group.",
        source="clean_articles.body, article_metadata.title, duplicate_groups",
        sources={
            "first_published_date": "article_metadata.published_date",
            "last_published_date": "article_metadata.published_date",
            "group_count": "duplicate_groups.duplicate_group_id",
            "outlet_count": "article_metadata.outlet_domain, article_metadata.outlet",
        },
        numbers={
            "largest_story": "coalesce(max(article_count), 0)",
            "shared_stories": "count(*) FILTER (group_count > 1)",
        },
        sample=("title", "first_published_date", "last_published_date", "article_count", "outlet_count", "top_terms"),
        sample_order="article_count DESC, story_id",
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
        kept_by_rebuild=True,
        asset="Where an id leads that was published once: a merge keeps one id and leaves the other here.",
        source="duplicate_groups, stories",
        numbers={
            "merged_groups": "count(*) FILTER (kind = 'duplicate_group')",
            "merged_stories": "count(*) FILTER (kind = 'story')",
        },
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
        kept_by_rebuild=True,
        asset="Late documents and better dates join stories or part them; each such move is one row.",
        source="stories",
        numbers={"merges": "count(*) FILTER (change = 'merged')", "splits": "count(*) FILTER (change = 'split')"},
    ),
)
