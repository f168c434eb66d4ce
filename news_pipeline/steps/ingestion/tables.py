"""Landing files, documents as they were read, and what readers refused."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

TABLES = (
    Table(
        "raw_documents",
        "One document as it was read: decoded text or HTML, and what its record says of itself.",
        (
            ARTICLE_ID,
            required("source_uri", "VARCHAR", "Path, with #n for a record."),
            required("source_path", "VARCHAR", "Path of the file."),
            Column("record_number", "INTEGER", "Record in a container, from 1."),
            required("content_hash", "VARCHAR", "Hash of the record's bytes."),
            required("media_type", "VARCHAR", "text/plain or text/html."),
            Column("encoding", "VARCHAR", "Character encoding it was decoded from."),
            required("text", "VARCHAR", "Decoded text or HTML."),
            Column("fields", "VARCHAR", "JSON list of [name, value, key] that the record gives."),
            Column("notes", "VARCHAR[]", "What decoding had to do."),
            required("byte_size", "BIGINT", "Bytes of the record."),
            required("file_hash", "VARCHAR", "Content of the file that it was read from."),
            required("reader_version", "VARCHAR", "Version of the readers that read it."),
            required("document_hash", "UBIGINT", "Hash of all that the next step reads."),
            required("is_current", "BOOLEAN", "Newest content of its source_uri."),
            Column("arrival", "BIGINT", "Order of arrival: nanoseconds since 1970 of its transaction."),
            required("arrived_at", "TIMESTAMPTZ", "When it was first read."),
        ),
        key=("article_id",),
        asset="Decoded text or HTML with what the record says of itself. New, changed and half-read files only; each raw file is kept once, by content. A changed file gives a new revision, a vanished one keeps its documents.",
        source="landing_files",
        numbers={"megabytes": "coalesce(sum(byte_size), 0) / 1e6"},
        sample=("source_uri", "media_type", "encoding", "byte_size", "text"),
        sample_order="arrived_at DESC, source_uri",
    ),
    Table(
        "files",
        "What the pipeline knows of each landing file.",
        (
            Column("source_path", "VARCHAR", "Path below the landing folder."),
            Column("content_hash", "VARCHAR", "Hash of its bytes."),
            Column("byte_size", "BIGINT", "Bytes."),
            Column("modified_ns", "BIGINT", "Modification time of the file, nanoseconds since 1970."),
            Column("media_type", "VARCHAR", "Kind of file."),
            Column("encoding", "VARCHAR", "Encoding of its first document."),
            Column("state", "VARCHAR", "ingested, rejected, elsewhere or reading."),
            Column("reader_version", "VARCHAR", "Version of the readers that read it."),
            Column("records_read", "INTEGER", "Records committed so far, refused ones included."),
            Column("document_count", "INTEGER", "Documents among them."),
            Column("elsewhere_count", "INTEGER", "Records among them that fall into other shards."),
            Column("is_present", "BOOLEAN", "In the folder at the last look."),
            Column("first_seen_at", "TIMESTAMPTZ", "First look."),
        ),
        key=("source_path",),
    ),
    Table(
        "source_files",
        "One file seen in the landing folder.",
        (
            required("source_path", "VARCHAR", "Path below the landing folder."),
            Column("content_hash", "VARCHAR", "Hash of its bytes, and its name in the raw store."),
            required("byte_size", "BIGINT", "Bytes."),
            Column("media_type", "VARCHAR", "What kind of file it was read as; NULL for a kind that is not read."),
            Column("encoding", "VARCHAR", "Character encoding of its first document."),
            required(
                "state",
                "VARCHAR",
                "ingested, rejected, elsewhere (all its records fall into other shards), or reading (a run was stopped inside it).",
                allowed=("ingested", "rejected", "elsewhere", "reading"),
            ),
            required("document_count", "INTEGER", "Documents read from it."),
            required("elsewhere_count", "INTEGER", "Records that other pipelines take, by `NEWS_SHARD`."),
            required(
                "is_present",
                "BOOLEAN",
                "Whether it lay in the landing folder at the last look; documents of vanished files stay.",
            ),
            required("first_seen_at", "TIMESTAMPTZ", "When it was first seen."),
        ),
        key=("source_path",),
        published=True,
        view=_sql("source_files.sql"),
        asset="Every file is ingested or rejected with a reason; nothing is passed over.",
        source="landing_files",
        numbers={
            "rejected_files": "count(*) FILTER (state = 'rejected')",
            "vanished_files": "count(*) FILTER (NOT is_present)",
            "records_elsewhere": "coalesce(sum(elsewhere_count), 0)",
        },
        sample=("source_path", "state", "media_type", "encoding", "byte_size", "document_count"),
        sample_order="first_seen_at DESC, source_path",
    ),
    Table(
        "reader_rejections",
        "Files and records that readers refused.",
        (
            Column("source_uri", "VARCHAR", "File or record."),
            Column("source_path", "VARCHAR", "File."),
            Column("reason", "VARCHAR", "Code."),
            Column("detail", "VARCHAR", "What was seen."),
            Column("trace", "VARCHAR", "Of a fault of the reader: where the code was. Private."),
            Column("code_version", "VARCHAR", "Reader version."),
            Column("content_hash", "VARCHAR", "Hash of the record."),
            Column("rejected_at", "TIMESTAMPTZ", "When."),
        ),
    ),
    Table(
        "listed_addresses",
        "What sitemaps say of the documents at addresses.",
        (
            required("source_uri", "VARCHAR", "The sitemap."),
            required("source_path", "VARCHAR", "Its file."),
            required("url_key", "VARCHAR", "The address, folded for comparison."),
            required("field", "VARCHAR", "published, lastmod, title, source or language."),
            required("value", "VARCHAR", "Exactly as written."),
            required("place", "VARCHAR", "The element that says it."),
        ),
    ),
)
