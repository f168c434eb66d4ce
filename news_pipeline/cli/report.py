"""`news-pipeline report`: writes one HTML page about the corpus."""

from pathlib import Path

from rich.console import Console

from news_pipeline.publishing.report.page import PAGE, write_report
from news_pipeline.settings import Settings


def show_report(settings: Settings, target: Path | None, console: Console) -> None:
    """Write the page into the data folder, or to `target`. Raises UserError where nothing is published."""
    path = target or settings.data_dir / PAGE
    size = write_report(settings, path)
    console.print(f"{path} is new, {size / 1000:,.0f} kB.", markup=False, highlight=False, soft_wrap=True)
