"""`news-pipeline report`: writes one HTML page about the corpus."""

from pathlib import Path

from rich.console import Console

from news_pipeline.publishing.report.page import report_of
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.warehouse import open_read_only


def write_report(settings: Settings, target: Path | None, console: Console) -> None:
    """Write the page beside the snapshot, or to `target`. Raises UserError where nothing is published."""
    if not settings.published_path.exists():
        raise UserError(f"{settings.published_path} does not exist yet. Run `news-pipeline run` first.")
    path = target or settings.data_dir / "report.html"
    with open_read_only(settings.published_path, settings) as published:
        text = report_of(published)
    path.write_text(text, encoding="utf-8")
    console.print(f"{path} is new, {len(text.encode()) / 1e6:.1f} MB.", markup=False, highlight=False, soft_wrap=True)
