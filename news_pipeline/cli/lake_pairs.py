"""`news-pipeline lake-pairs`: copies between the pipelines of a lake. It needs no Dagster."""

from rich.console import Console

from news_pipeline.cli.progress_bar import terminal_progress
from news_pipeline.lake.across.find_pairs import find_cross_shard_pairs
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError


def show_lake_pairs(settings: Settings, console: Console) -> None:
    """Find them, and say how many there are. Raises UserError."""

    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    with terminal_progress(console) as progress:
        found = find_cross_shard_pairs(settings, "news-pipeline lake-pairs", progress, say)
    if found is None:
        raise UserError("NEWS_LAKE names no lake: docs/scaling.md says how to make one.")
    for problem in found.problems:
        say(problem)
    state = "is new" if found.is_new else "is up to date"
    say(
        f"{found.articles:,} articles of {', '.join(found.pipelines)}, {found.compared:,} of them compared: "
        f"lake.cross_shard_pairs {state}, {found.pairs:,} pairs."
    )
