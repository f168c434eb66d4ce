"""Fingerprints, pairs that share text, and groups of copies."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required, share
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)
_RELATIONS = ("exact", "near", "copy", "contained", "partial", "template")

TABLES = (
    Table(
        "duplicate_groups",
        "One group of exact, near and copied texts.",
        (
            required("duplicate_group_id", "VARCHAR", "The group; once published it stays."),
            required(
                "canonical_article_id",
                "VARCHAR",
                "The article that stands for the group.",
                references="articles.article_id",
            ),
            required("canonical_reason", "VARCHAR", "Which rule chose it."),
            required("article_count", "INTEGER", "Members."),
            required("outlet_count", "INTEGER", "Different outlets among the members, as far as known."),
        ),
        key=("duplicate_group_id",),
        published=True,
        view=_sql("duplicate_groups.sql"),
        asset="Wire copy under several mastheads is one group; duplicates are labelled, never deleted.",
        source="duplicate_pairs, article_metadata",
        sources={"outlet_count": "article_metadata.outlet_domain, article_metadata.outlet"},
        numbers={
            "largest_group": "coalesce(max(article_count), 0)",
            "share_copies": "coalesce(1 - count(*) / sum(article_count), 0)",
        },
        sample_order="article_count DESC, duplicate_group_id",
    ),
    Table(
        "article_keys",
        "What is compared of each article's text.",
        (
            ARTICLE_ID,
            Column("exact_hash", "UBIGINT", "Hash of the whole folded text; NULL for very short ones."),
            Column("token_count", "INTEGER", "Folded words."),
            Column("prose_count", "INTEGER", "Those of them in prose, of which coverage is a share."),
            Column("fingerprint_count", "INTEGER", "Sampled fingerprints."),
            Column("cold_count", "INTEGER", "Those of them in the coarser sample, for comparison over long spans."),
            Column("day", "INTEGER", "Day of publication, counted from 1970; NULL without direct evidence."),
            Column("place", "VARCHAR", "Place in canonical order; sorts as text."),
        ),
        key=("article_id",),
    ),
    Table(
        "fingerprints",
        "Inverted index of sampled word-5-grams: the coarser sample of every article, and the whole of undated ones.",
        (Column("fingerprint", "UBIGINT", "Hash of five words."), ARTICLE_ID),
    ),
    Table(
        "dated_fingerprints",
        "Inverted index, the rest of dated articles' samples: looked at within a span of days only.",
        (
            Column("fingerprint", "UBIGINT", "Hash of five words."),
            ARTICLE_ID,
            Column("day", "INTEGER", "Day of publication, counted from 1970."),
        ),
    ),
    Table(
        "hot_fingerprints",
        "Fingerprints of stock phrases and boilerplate: many unrelated texts have them.",
        (Column("fingerprint", "UBIGINT", "Hash of five words."),),
        key=("fingerprint",),
    ),
    Table(
        "judgements",
        "What a person decided about two articles; read from the judgements file at every run.",
        (
            Column("line", "INTEGER", "Line of the file."),
            Column("name_a", "VARCHAR", "One article, by its id or source_uri."),
            Column("name_b", "VARCHAR", "The other."),
            Column("is_same", "BOOLEAN", "Whether both are one text."),
            Column("note", "VARCHAR", "Why."),
        ),
    ),
    Table(
        "judgement_problems",
        "Lines of the judgements file that cannot be used.",
        (Column("problem", "VARCHAR", "Line, reason and what to do."),),
    ),
    Table(
        "judged_pairs",
        "Judgements by the articles that they name.",
        (
            Column("article_id_a", "VARCHAR", "Smaller id."),
            Column("article_id_b", "VARCHAR", "Larger id."),
            Column("is_same", "BOOLEAN", "Whether both are one text."),
            Column("note", "VARCHAR", "Why."),
        ),
        key=("article_id_a", "article_id_b"),
        view=_sql("judged_pairs.sql"),
    ),
    Table(
        "copy_links",
        "Every verified pair of related articles.",
        (
            Column("article_id_a", "VARCHAR", "Smaller id."),
            Column("article_id_b", "VARCHAR", "Larger id."),
            Column("relation", "VARCHAR", "How related."),
            Column("coverage_a", "DOUBLE", "Share of a."),
            Column("coverage_b", "DOUBLE", "Share of b."),
            Column("shared_words", "INTEGER", "Shared words."),
            Column("shared_unquoted_words", "INTEGER", "Outside quotation marks."),
            Column("longest_run", "INTEGER", "Longest passage, words."),
            Column("passages", "INTEGER[]", "Five numbers a passage: start and end in a, start and end in b, words."),
            Column("conflicts", "VARCHAR[]", "Two texts a conflict: what stands in a, and in its place in b."),
        ),
        key=("article_id_a", "article_id_b"),
    ),
    Table(
        "group_members",
        "Which group each article is in.",
        (
            ARTICLE_ID,
            Column("duplicate_group_id", "VARCHAR", "Group."),
            Column("is_canonical", "BOOLEAN", "Stands for the group."),
            Column("canonical_reason", "VARCHAR", "Of canonical articles: which rule chose it."),
        ),
        key=("article_id",),
        kept_by_rebuild=True,
    ),
    Table(
        "duplicate_pairs",
        "Two articles that share text, the smaller id first: a member with its group's canonical article, or a link between groups.",
        (
            required("article_id_a", "VARCHAR", "The article with the smaller id.", references="articles.article_id"),
            required("article_id_b", "VARCHAR", "The article with the larger id.", references="articles.article_id"),
            required(
                "relation",
                "VARCHAR",
                "How they are related; template: two reports made from one template or around stock passages, no copies.",
                allowed=_RELATIONS,
            ),
            required("coverage_a", "DOUBLE", "Share of a's words inside passages that b has too.", between=(0, 1)),
            required("coverage_b", "DOUBLE", "Share of b's words inside passages that a has too.", between=(0, 1)),
            required("shared_words", "INTEGER", "Words of the shared passages."),
            Column("shared_unquoted_words", "INTEGER", "Those of them outside quotation marks."),
            required("longest_run", "INTEGER", "Words of the longest shared passage."),
            Column(
                "conflicts",
                "VARCHAR[]",
                "Figures, names and dates that are swapped at one place, as `in a -> in b`; NULL where not looked for.",
            ),
            Column(
                "judged",
                "VARCHAR",
                "What a person decided about the two, whatever their words.",
                allowed=("same", "not same"),
            ),
        ),
        key=("article_id_a", "article_id_b"),
        published=True,
        view=_sql("duplicate_pairs.sql"),
        asset="How much of each article stands in the other, word for word.",
        source="clean_articles.body",
        numbers={
            "copies": "count(*) FILTER (relation IN ('exact', 'near', 'copy'))",
            "contained_pairs": "count(*) FILTER (relation = 'contained')",
            "partial_pairs": "count(*) FILTER (relation = 'partial')",
            "template_pairs": "count(*) FILTER (relation = 'template')",
        },
        sample=("relation", "coverage_a", "coverage_b", "longest_run", "article_id_a", "article_id_b"),
    ),
    Table(
        "shared_passages",
        "A passage that two related articles share word for word, and where it stands in each.",
        (
            required("article_id_a", "VARCHAR", "The article with the smaller id.", references="articles.article_id"),
            required("article_id_b", "VARCHAR", "The article with the larger id.", references="articles.article_id"),
            required("passage_number", "INTEGER", "From 1, in the order of a's text."),
            required("start_char_a", "INTEGER", "First code point in a's body, from 0."),
            required(
                "end_char_a",
                "INTEGER",
                "Code point after the last: `body[start_char_a+1:end_char_a]` is the passage in a.",
            ),
            required("start_char_b", "INTEGER", "First code point in b's body, from 0."),
            required("end_char_b", "INTEGER", "Code point after the last, in b."),
            required(
                "word_count",
                "INTEGER",
                "Words of the passage, equal in both but for case, punctuation, accents and US or UK spelling.",
            ),
        ),
        key=("article_id_a", "article_id_b", "passage_number"),
        published=True,
        view=_sql("shared_passages.sql"),
        asset="What two articles have in common can be shown, not just counted; `news-pipeline compare` does.",
        source="clean_articles.body",
        numbers={"mean_words": "coalesce(avg(word_count), 0)", "longest_passage": "coalesce(max(word_count), 0)"},
    ),
    Table(
        "copy_provenance",
        "One copy: what it was probably copied from, how much later, and what was cut and added.",
        (
            OF_ARTICLE,
            required("duplicate_group_id", "VARCHAR", "Its group.", references="duplicate_groups"),
            required(
                "original_article_id",
                "VARCHAR",
                "The likely original: the group's canonical article.",
                references="articles.article_id",
            ),
            required("original_reason", "VARCHAR", "Which rule says so."),
            required("relation", "VARCHAR", "How the two are related.", allowed=_RELATIONS),
            Column(
                "lag_minutes",
                "INTEGER",
                "Minutes after the original; NULL unless both say their time of day. Negative: before it.",
            ),
            Column("lag_days", "INTEGER", "Days after the original; NULL unless both are dated."),
            required("words_cut", "INTEGER", "Words of the original's prose that the copy has not."),
            required("words_added", "INTEGER", "Words of the copy's prose that the original has not."),
        ),
        key=("article_id",),
        published=True,
        view=_sql("copy_provenance.sql"),
        asset="Who had the text first, as far as dates tell; lags are NULL where a date is missing.",
        source="clean_articles.body, article_metadata, duplicate_pairs",
        numbers={"share_with_lag": share("lag_days IS NOT NULL"), "median_words_cut": "coalesce(median(words_cut), 0)"},
    ),
)
