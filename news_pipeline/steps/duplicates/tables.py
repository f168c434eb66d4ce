"""Revisions, fingerprints, pairs and groups.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required

_RELATIONS = ("exact", "near", "copy", "contained", "partial")

TABLES = (
    Table(
        "revision_changes",
        "Each article's place among the texts of its URL or source.",
        (
            Column("url_key", "VARCHAR", "What they have in common."),
            ARTICLE_ID,
            Column("revision_number", "INTEGER", "Place among them, from 1."),
            Column("continues", "BOOLEAN", "False where the text before was about something else; true for the first."),
            Column("words_added", "INTEGER", "Against the text before."),
            Column("words_removed", "INTEGER", "Against the text before."),
        ),
        key=("article_id",),
    ),
    Table(
        "article_revisions",
        "One article among those of one URL or source.",
        (
            required("url_key", "VARCHAR", "What the revisions have in common: the folded URL, else the source_uri."),
            OF_ARTICLE,
            required(
                "text_number",
                "INTEGER",
                "1 for the first text under that URL; one more each time it was reused for something else.",
            ),
            required("revision_number", "INTEGER", "1 for the first revision of that text, then upward."),
            Column(
                "words_added", "INTEGER", "Words that the diff against the revision before adds; NULL for the first."
            ),
            Column("words_removed", "INTEGER", "Words that the diff takes away; NULL for the first."),
        ),
        key=("article_id",),
        published=True,
        view="steps/revisions/article_revisions.sql",
    ),
    Table(
        "revision_diffs",
        "One change between an article and the revision before: words that came and went at one place.",
        (
            OF_ARTICLE,
            required("change_number", "INTEGER", "From 1, in the order of the text."),
            required("word_position", "INTEGER", "How many words of the revision before stand in front of the change."),
            Column("removed", "VARCHAR", "Words that are gone; NULL if none."),
            Column("added", "VARCHAR", "Words that are new; NULL if none."),
        ),
        key=("article_id", "change_number"),
        published=True,
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
        view="steps/duplicates/judged_pairs.sql",
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
    ),
    Table(
        "duplicate_pairs",
        "Two articles that share text, the smaller id first: a member with its group's canonical article, or a link between groups.",
        (
            required("article_id_a", "VARCHAR", "The article with the smaller id.", references="articles.article_id"),
            required("article_id_b", "VARCHAR", "The article with the larger id.", references="articles.article_id"),
            required("relation", "VARCHAR", "How they are related.", allowed=_RELATIONS),
            required("coverage_a", "DOUBLE", "Share of a's words inside passages that b has too.", between=(0, 1)),
            required("coverage_b", "DOUBLE", "Share of b's words inside passages that a has too.", between=(0, 1)),
            required("shared_words", "INTEGER", "Words of the shared passages."),
            Column("shared_unquoted_words", "INTEGER", "Those of them outside quotation marks."),
            required("longest_run", "INTEGER", "Words of the longest shared passage."),
            Column(
                "judged",
                "VARCHAR",
                "What a person decided about the two, whatever their words.",
                allowed=("same", "not same"),
            ),
        ),
        key=("article_id_a", "article_id_b"),
        published=True,
        view="steps/duplicates/duplicate_pairs.sql",
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
        view="steps/duplicates/shared_passages.sql",
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
        view="steps/duplicates/copy_provenance.sql",
    ),
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
        view="steps/duplicates/duplicate_groups.sql",
    ),
)
