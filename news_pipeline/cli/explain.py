"""`news-pipeline explain`: shows one document line by line, with its revisions, its site and its copies."""

from pathlib import Path

import duckdb
from rich.console import Console
from rich.text import Text

from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.run_lock import holder, is_locked
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_read_only

_SHOWN_RECORDS = 5
_STANDS = "stands in {document_count:,} of {site_document_count:,} documents of {site}"
_ALL_NAMES = 'news-pipeline query "SELECT source_uri FROM articles"'


def show_explanation(settings: Settings, wanted: str, console: Console) -> None:
    """Print the lines of one document with their roles; it is named by source_uri, article_id, or the path of its file.

    Raises UserError when it is not there, or a run is going.
    """
    if is_locked(settings.data_dir):
        going = holder(settings.data_dir)
        raise UserError(f"A run is going ({going}); documents can be looked at when it has ended.")
    if not settings.warehouse_path.exists():
        raise UserError(f"{settings.warehouse_path} does not exist yet. Run `news-pipeline run` first.")
    try:
        refused = _show(settings, wanted, console)
    except duckdb.Error as error:
        raise UserError(
            f"{settings.warehouse_path} cannot be read as this version needs it: {error}\nIf it was made by an earlier "
            "version, a run brings it up to date; `news-pipeline doctor` says more."
        ) from error
    for row in refused[:_SHOWN_RECORDS]:
        console.print(_refusal(row))


def _show(settings: Settings, wanted: str, console: Console) -> list[Row]:
    """Print the document if it is there; the refusals under its name."""
    with open_read_only(settings.warehouse_path, settings) as warehouse:
        name = _below_landing(settings.landing_dir, wanted)
        found = warehouse.rows(read_sql(__package__, "explained_document.sql"), {"wanted": name})
        refused = warehouse.rows(
            "SELECT * FROM rejected_documents WHERE source_uri = $uri ORDER BY rejected_at DESC",
            {"uri": found[0]["source_uri"] if found else name},
        )
        if found:
            _show_document(found[0], warehouse, console)
        elif not refused:
            raise UserError(_not_there(name, warehouse))
    return refused


def _below_landing(landing: Path, wanted: str) -> str:
    """The source_uri of a file of the landing folder that is named by its path; any other name as it is."""
    path, mark, record = wanted.partition("#")
    if Path(path).is_file():
        resolved = Path(path).resolve()
        if resolved.is_relative_to(landing.resolve()):
            return f"{resolved.relative_to(landing.resolve()).as_posix()}{mark}{record}"
    return wanted


def _show_document(document: Row, warehouse: Warehouse, console: Console) -> None:
    from news_pipeline.cli.line_roles import explained  # noqa: PLC0415 brings the cleaner

    counts = warehouse.rows(read_sql(__package__, "repeated_of_document.sql"), {"article_id": document["article_id"]})
    repeated = {row["line_hash"]: _STANDS.format(**row) for row in counts}
    console.print(Text(f"{document['source_uri']}, {document['media_type']}, article {document['article_id']}", "bold"))
    for words in _standing(document):
        console.print(Text(words, "dim"))
    console.print(explained(document["text"], document["media_type"], repeated))


def _standing(document: Row) -> list[str]:
    """Where a document stands among its revisions, its site's documents and the copies of its text."""
    said = []
    if document["site"]:
        said.append(f"Its lines are counted with those of {document['site']} (by its {document['found_in']}).")
    if not document["is_current"]:
        said.append("An older revision: its source has other content now.")
    copies = (document["group_size"] or 1) - 1
    if copies and document["is_canonical"]:
        said.append(f"{copies:,} other articles are copies of it.")
    elif copies:
        said.append(f"A copy: {document['canonical_uri']} stands for its group of {copies + 1:,}.")
    return said


def _refusal(row: Row) -> Text:
    said = Text()
    said.append(f"{row['source_uri']} was refused by {row['stage']}: {row['reason']}", "bold red")
    said.append(f"\n{row['detail']}")
    for part in ("meaning", "advice"):
        if row[part]:
            said.append(f"\n{row[part]}", "" if part == "advice" else "dim")
    return said


def _not_there(wanted: str, warehouse: Warehouse) -> str:
    """What to ask for instead: a record of the container that was named, or the names most like the wanted one."""
    records = [
        row["source_uri"] for row in warehouse.rows(read_sql(__package__, "records_of_file.sql"), {"path": wanted})
    ]
    if records:
        listed = ", ".join(records[:_SHOWN_RECORDS])
        return f"{wanted} holds {len(records):,} documents. Name one of them: {listed}{', ...' if records[5:] else ''}"
    alike = [row["source_uri"] for row in warehouse.rows(read_sql(__package__, "names_alike.sql"), {"wanted": wanted})]
    if not alike:
        return f"No document has the source_uri {wanted!r}, and none is read yet. Run `news-pipeline run` first."
    listed = "\n  ".join(alike)
    return f"No document has the source_uri {wanted!r}. Did you mean one of these?\n  {listed}\nAll: {_ALL_NAMES}"
