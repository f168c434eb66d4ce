"""Landing files, documents as they were read, and what was refused.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.catalog.columns import ARTICLE_ID
from news_pipeline.tables import Column, Table, required

TABLES = (
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
            Column("state", "VARCHAR", "ingested, rejected or reading."),
            Column("reader_version", "VARCHAR", "Version of the readers that read it."),
            Column("records_read", "INTEGER", "Records committed so far, refused ones included."),
            Column("document_count", "INTEGER", "Documents among them."),
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
                "ingested, rejected, or reading (a run was stopped inside it).",
                allowed=("ingested", "rejected", "reading"),
            ),
            required("document_count", "INTEGER", "Documents read from it."),
            required(
                "is_present",
                "BOOLEAN",
                "Whether it lay in the landing folder at the last look; documents of vanished files stay.",
            ),
            required("first_seen_at", "TIMESTAMPTZ", "When it was first seen."),
        ),
        key=("source_path",),
        published=True,
        view="published/source_files.sql",
    ),
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
    ),
    Table(
        "reader_rejections",
        "Files and records that readers refused.",
        (
            Column("source_uri", "VARCHAR", "File or record."),
            Column("source_path", "VARCHAR", "File."),
            Column("reason", "VARCHAR", "Code."),
            Column("detail", "VARCHAR", "What was seen."),
            Column("code_version", "VARCHAR", "Reader version."),
            Column("content_hash", "VARCHAR", "Hash of the record."),
            Column("rejected_at", "TIMESTAMPTZ", "When."),
        ),
    ),
    Table(
        "rejected_documents",
        "One file or record that gave no article, and why.",
        (
            required("source_uri", "VARCHAR", "File, with #n for a record. `news-pipeline redo --source` replays it."),
            required("stage", "VARCHAR", "Step that refused it."),
            required("reason", "VARCHAR", "Code of the reason."),
            Column("detail", "VARCHAR", "What was seen, and what to do."),
            Column("code_version", "VARCHAR", "Version of the step that refused it."),
            Column("content_hash", "VARCHAR", "Hash of what was refused."),
            required("rejected_at", "TIMESTAMPTZ", "When."),
        ),
        key=("source_uri", "stage", "content_hash"),
        published=True,
        view="published/rejected_documents.sql",
    ),
    Table(
        "ledger",
        "What each stage last saw and answered, per document or set.",
        (
            Column("stage", "VARCHAR", "Stage."),
            Column("key", "VARCHAR", "Article id, or the key of a set."),
            Column("code_version", "VARCHAR", "Version of the stage."),
            Column("input_hash", "UBIGINT", "Hash of the input it saw; NULL: redo."),
            Column("output_hash", "UBIGINT", "Hash of what it answered."),
            Column("state", "VARCHAR", "done or rejected."),
            Column("reason", "VARCHAR", "Of a rejection."),
            Column("detail", "VARCHAR", "Of a rejection."),
            Column("processed_at", "TIMESTAMPTZ", "When."),
        ),
    ),
)
