"""What is known of the articles of all pipelines, and the table of pairs that the lake gets."""

from news_pipeline.engine import ledger
from news_pipeline.lake.across.loops import LOOPS
from news_pipeline.steps.duplicates.tables import TABLES as OF_ONE_PIPELINE
from news_pipeline.storage.schema import Catalog, Column, Table, required

ARTICLES = Table(
    "lake_articles",
    "An article of a pipeline in the lake, as it was when it was looked at last.",
    (
        required("article_id", "VARCHAR", "Its id, @ and its pipeline: two pipelines may have read the same file."),
        required("pipeline", "VARCHAR", "Schema of the lake."),
        required("own_id", "VARCHAR", "Its id there."),
        Column("word_count", "INTEGER", "Words of its body."),
        Column("published", "VARCHAR", "Date or instant of publication."),
        Column("day", "INTEGER", "The day, counted from 1970."),
        Column("outlet_domain", "VARCHAR", "Domain of its outlet."),
        Column("byte_size", "BIGINT", "Bytes of its body."),
        required("seen_hash", "UBIGINT", "Hash of body and of all that stands here, made by the lake's writer."),
        required("arrival", "BIGINT", "The lake's snapshot in which it was seen first."),
    ),
    key=("article_id",),
)
_DOCUMENTS = Table(
    "raw_documents",
    "The articles as the loops name them.",
    (
        required("article_id", "VARCHAR", "Article."),
        required("source_uri", "VARCHAR", "The same."),
        required("arrival", "BIGINT", "Order of arrival."),
    ),
    view="SELECT article_id, article_id AS source_uri, arrival FROM lake_articles",
)
_COMPARED = frozenset(
    {
        "article_keys", "fingerprints", "dated_fingerprints", "hot_fingerprints",
        "copy_links", "told_links", "told_twins",
    }
)  # fmt: skip
_JUDGED = Table(
    "judged_pairs",
    "Nobody judges pairs of two pipelines: always empty.",
    (required("article_id_a", "VARCHAR", "Smaller id."), required("article_id_b", "VARCHAR", "Larger id.")),
)

CATALOG = Catalog(
    (
        *ledger.TABLES,
        ARTICLES,
        *(table for table in OF_ONE_PIPELINE if table.name in _COMPARED),
        _JUDGED,
        *(view for loop in LOOPS for view in ledger.answer_views(loop.name)),
        _DOCUMENTS,
        *(view for loop in LOOPS for view in ledger.input_views(loop.name, loop.inputs)),
    )
)

PAIRS = Table(
    "cross_shard_pairs",
    "Two articles of two pipelines that share text, the smaller id first. Texts that are equal word for word: each with "
    "the first of them alone.",
    (
        required("pipeline_a", "VARCHAR", "Schema of the article with the smaller id."),
        required("article_id_a", "VARCHAR", "Its article_id there."),
        required("pipeline_b", "VARCHAR", "Schema of the other."),
        required("article_id_b", "VARCHAR", "Its article_id there."),
        required("relation", "VARCHAR", "How they are related, as in duplicate_pairs."),
        required("coverage_a", "DOUBLE", "Share of a's words inside passages that b has too."),
        required("coverage_b", "DOUBLE", "Share of b's words inside passages that a has too."),
        required("shared_words", "INTEGER", "Words of the shared passages."),
        Column("shared_unquoted_words", "INTEGER", "Those of them outside quotation marks."),
        required("longest_run", "INTEGER", "Words of the longest shared passage."),
        Column("conflicts", "VARCHAR[]", "Figures, names and dates that are swapped at one place, as `in a -> in b`."),
    ),
    key=("pipeline_a", "article_id_a", "pipeline_b", "article_id_b"),
)
"""In the lake's schema main, so that it is `lake.cross_shard_pairs`."""
