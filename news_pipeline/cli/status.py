"""`news-pipeline status`: what is published, what waits, which run is going. It needs no Dagster."""

from rich.console import Console
from rich.table import Table as Grid

from news_pipeline.cli.shard import left_to_others
from news_pipeline.engine.progress import noted_progress
from news_pipeline.publishing.snapshot import read_snapshot
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import listing_of
from news_pipeline.storage.run_lock import holder, is_locked
from news_pipeline.storage.warehouse import open_read_only


def show_status(settings: Settings, console: Console) -> None:
    """Print the state of the folders and of the snapshot."""
    console.print(f"landing folder  {settings.landing}", soft_wrap=True, highlight=False)
    try:
        listing = listing_of(settings)
    except UserError as error:
        console.print(f"                [red]{error}[/]", soft_wrap=True)
        listing = []
    console.print(f"data folder     {settings.data_dir}", soft_wrap=True, highlight=False)
    is_going = is_locked(settings.data_dir)
    console.print(
        f"run going       {f'yes: {holder(settings.data_dir)}' if is_going else 'no'}", soft_wrap=True, highlight=False
    )
    if is_going and (progress := noted_progress(settings.data_dir)):
        console.print(f"                {progress}", soft_wrap=True, highlight=False)
    snapshot = read_snapshot(settings.published_path)
    if snapshot is None and settings.published_path.exists():
        console.print(f"published       {settings.published_path} cannot be read; `news-pipeline doctor` says why")
        return
    if snapshot is None:
        console.print(f"published       nothing yet; {len(listing):,} files wait for `news-pipeline run`")
        return
    with open_read_only(settings.published_path, settings) as published:
        about = published.rows(
            "SELECT CAST(max(published_at) AS VARCHAR) AS published_at, max(run_id) AS run_id FROM snapshot_info"
        )[0]
        sizes = {row["source_path"]: row["byte_size"] for row in published.rows("SELECT * FROM source_files")}
        elsewhere = left_to_others(settings, published, "source_files")
        reasons = published.rows(
            "SELECT reason, count(*) AS documents FROM rejected_documents GROUP BY ALL ORDER BY 2 DESC, 1"
        )
    waiting = sum(sizes.get(file.source_path) != file.byte_size for file in listing)
    console.print(
        f"published       {settings.published_path}, {about['published_at'][:19]} UTC, run {about['run_id'][:8]}",
        soft_wrap=True,
        highlight=False,
    )
    console.print(f"files           {len(listing):,} in the folder, {waiting:,} of them new or changed since")
    if elsewhere:
        console.print(f"shard           {elsewhere}", soft_wrap=True, highlight=False)
    grid = Grid("table", "rows")
    for name, count in snapshot.rows.items():
        grid.add_row(name, f"{count:,}")
    console.print(grid)
    for row in reasons:
        console.print(f"rejected        {row['documents']:,} {row['reason']}")
