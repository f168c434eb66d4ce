"""The command `news-pipeline`: its sub-commands and their options.

Heavy modules are imported by the command that needs them, so that `--help` answers at once.
"""

import atexit
import gc
import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from news_pipeline.cli.loading import modules_loaded_at_once
from news_pipeline.cli.plain_console import PlainConsole, plain
from news_pipeline.cli.result_formats import FORMATS
from news_pipeline.engine.interrupts import STOPPED, ends_when_interrupted
from news_pipeline.settings import NO_DASK, Settings, load_settings
from news_pipeline.shared.user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from news_pipeline.engine.pipeline import Pipeline

_CONSOLE = PlainConsole()
_PROBLEMS = PlainConsole(stderr=True)


def _folders(command: "Callable[..., Any]") -> "Callable[..., Any]":
    landing = click.option(
        "--landing",
        type=Path,  # click's own looks at the folder, which may lie on a mount that does not answer
        help="Folder with raw files (NEWS_LANDING_DIR).",
    )
    data = click.option("--data-dir", type=click.Path(path_type=Path), help="Folder for the databases (NEWS_DATA_DIR).")
    return landing(data(command))


def _settings(landing: Path | None = None, data_dir: Path | None = None) -> Settings:
    return load_settings({"landing_dir": landing, "data_dir": data_dir})


class _Commands(click.Group):
    """Says in one line what a person can mend: a UserError, or what the system refuses (permissions, a full disk)."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        atexit.register(gc.freeze)  # else Python looks through all that Dagster has loaded before it ends: a second
        try:
            with ends_when_interrupted():
                return super().invoke(context)
        except (KeyboardInterrupt, click.Abort):
            _PROBLEMS.print(f"\n{STOPPED}")
            sys.stdout.flush()
            os._exit(128 + signal.SIGINT)  # Dagster and the workers would take seconds to go
        except UserError as error:
            raise click.ClickException(plain(str(error))) from error
        except OSError as error:
            what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            raise click.ClickException(
                f"{plain(what)}. `news-pipeline doctor` looks at folders, permissions and disk."
            ) from error


@click.group(cls=_Commands)
@click.version_option(package_name="news-pipeline")
def main() -> None:
    """Raw news files in, clean and linked DuckDB tables out."""


@main.command()
@_folders
def run(landing: Path | None, data_dir: Path | None) -> None:
    """Read what is new, take it through every step, and publish news.duckdb."""
    settings = _settings(landing, data_dir)
    _CONSOLE.print(f"{settings.landing} -> {settings.data_dir}", markup=False, highlight=False, soft_wrap=True)
    with modules_loaded_at_once():
        from news_pipeline.cli.nothing_new import LOST_FILES, says_lost_files, says_nothing_new  # noqa: PLC0415
        from news_pipeline.defs.alerts.settings import load_targets  # noqa: PLC0415
        from news_pipeline.engine.fork_server import ensure_fork_server  # noqa: PLC0415

    targets = load_targets()
    is_lost = says_lost_files(settings, _PROBLEMS)
    if says_nothing_new(settings, _CONSOLE):
        if targets:
            from news_pipeline.cli.run import tell_alerts  # noqa: PLC0415 imports Dagster

            tell_alerts(settings, _CONSOLE)
        sys.exit(LOST_FILES if is_lost else 0)
    if settings.dask_scheduler == NO_DASK:
        ensure_fork_server(settings.tagger)  # loads models while this process loads Dagster
    with modules_loaded_at_once():
        from news_pipeline.cli.run import run_everything  # noqa: PLC0415 imports Dagster

    sys.exit(run_everything(settings, _CONSOLE) or (LOST_FILES if is_lost else 0))


@main.command()
@_folders
def status(landing: Path | None, data_dir: Path | None) -> None:
    """Say what is published, what is waiting, and whether a run is going."""
    from news_pipeline.cli.status import show_status  # noqa: PLC0415

    show_status(_settings(landing, data_dir), _CONSOLE)


@main.command()
@click.argument("sql")
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(FORMATS), help="How to print.")
@click.option("--csv", "form", flag_value="csv", help="The same as --format csv.")
@click.option("--private", is_flag=True, help="Ask the database that the steps work in, while no run is going.")
@_folders
def query(sql: str, form: str, private: bool, landing: Path | None, data_dir: Path | None) -> None:  # noqa: FBT001
    """Run one SQL statement on the published snapshot."""
    from news_pipeline.cli.query import show_query  # noqa: PLC0415

    show_query(_settings(landing, data_dir), sql, _CONSOLE, form=form, private=private)


@main.command()
@click.option("--review", is_flag=True, help="Show the merges most in doubt, with the lines that settle them.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many.")
@_folders
def entities(review: bool, limit: int, landing: Path | None, data_dir: Path | None) -> None:  # noqa: FBT001
    """Show the entities that most articles name, or with --review the merges most in doubt."""
    from news_pipeline.cli.query import show_query  # noqa: PLC0415

    settings = _settings(landing, data_dir)
    if review:
        from news_pipeline.cli.review_entities import show_review  # noqa: PLC0415

        with _opened(settings, "news-pipeline entities --review") as pipeline:
            show_review(settings, pipeline.warehouse, _CONSOLE, limit)
        return
    columns = "name, entity_type, country_code, article_count, mention_count"
    sql = f"SELECT {columns} FROM entities ORDER BY article_count DESC, mention_count DESC, name LIMIT {limit}"  # noqa: S608
    show_query(settings, sql, _CONSOLE)


@main.command()
@click.argument("source_uri")
@_folders
def explain(source_uri: str, landing: Path | None, data_dir: Path | None) -> None:
    """Show the lines of one document with their roles, and why some are not in the body."""
    from news_pipeline.cli.explain import show_explanation  # noqa: PLC0415

    show_explanation(_settings(landing, data_dir), source_uri, _CONSOLE)


@main.command()
@click.argument("article_a")
@click.argument("article_b")
@_folders
def compare(article_a: str, article_b: str, landing: Path | None, data_dir: Path | None) -> None:
    """Show two articles side by side, with what they share in colour.

    Each is named by its article_id or source_uri, or by how one of these begins.
    """
    from news_pipeline.cli.compare import show_comparison  # noqa: PLC0415

    show_comparison(_settings(landing, data_dir), article_a, article_b, _CONSOLE)


@main.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
@_folders
def report(target: Path | None, landing: Path | None, data_dir: Path | None) -> None:
    """Write one HTML page about the corpus to TARGET, else report.html in the data folder. It needs no network."""
    from news_pipeline.cli.report import show_report  # noqa: PLC0415

    show_report(_settings(landing, data_dir), target, _CONSOLE)


@main.command()
@click.argument("file")
@click.option("--text", "as_text", is_flag=True, help="Print title and body instead of JSON lines.")
def parse(file: str, as_text: bool) -> None:  # noqa: FBT001
    """Print the articles of FILE, of a folder, or of standard input (-), without a database."""
    from news_pipeline.cli.parse import show_articles  # noqa: PLC0415

    sys.exit(show_articles(file, _PROBLEMS, as_text=as_text))


class _WithStages(click.Command):
    """Lists the stages below its help, which takes the list of steps."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write them."""
        from news_pipeline.steps.redo import stages  # noqa: PLC0415

        with formatter.section("Stages, in their order"):
            formatter.write_text(", ".join(stages()))


@main.command(cls=_WithStages)
@click.option("--stage", help="Stage to do again, one of those below; without it, every stage.")
@click.option("--outlet", help="Outlet name or domain.")
@click.option("--from", "published_from", type=click.DateTime(["%Y-%m-%d"]), help="First day of publication.")
@click.option("--to", "published_to", type=click.DateTime(["%Y-%m-%d"]), help="Last day of publication.")
@click.option("--source", help="Pattern for source_uri, with * and ?.")
@click.option("--all", "is_all", is_flag=True, help="Everything: needed where nothing else is chosen.")
@_folders
def redo(  # noqa: PLR0913, PLR0917 one parameter an option
    stage: str | None,
    outlet: str | None,
    published_from: datetime | None,
    published_to: datetime | None,
    source: str | None,
    landing: Path | None,
    data_dir: Path | None,
    is_all: bool,  # noqa: FBT001
) -> None:
    """Mark documents for the next run to do again.

    Without a condition, --all says that everything is meant.
    """
    if not is_all and not any((stage, outlet, published_from, published_to, source)):
        raise click.UsageError(
            "Say what to do again: --stage, --outlet, --from, --to or --source; or --all for everything."
        )
    settings = _settings(landing, data_dir)
    _must_exist(settings)
    from news_pipeline.steps.redo import Redo, mark  # noqa: PLC0415

    wish = Redo(stage, outlet, _day(published_from), _day(published_to), source)
    with _opened(settings, "news-pipeline redo") as pipeline:
        marked = mark(wish, pipeline.warehouse)
    if not marked:
        raise click.ClickException(
            "Nothing meets these conditions, so nothing is marked. `*` and `?` stand for any text."
        )
    _CONSOLE.print(f"{marked:,} entries are marked. `news-pipeline run` does them again.")


@main.command("check-decisions")
@_folders
def check_decisions(landing: Path | None, data_dir: Path | None) -> None:
    """Look at corrections.csv, judgements.csv and entity_overrides.csv: which lines cannot be used, and why."""
    from news_pipeline.cli.check_decisions import show_problems  # noqa: PLC0415

    sys.exit(show_problems(_settings(landing, data_dir), _CONSOLE))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a project folder: settings with comments, files for decisions, a landing folder, a README."""
    from news_pipeline.cli.init import make_project  # noqa: PLC0415

    make_project(folder, _CONSOLE)


@main.command()
@click.confirmation_option(prompt="Empty the private warehouse and read everything again from the stored raw files?")
@_folders
def rebuild(landing: Path | None, data_dir: Path | None) -> None:
    """Empty the warehouse, read the stored raw files again, and run every step. Published ids stay."""
    settings = _settings(landing, data_dir)
    from news_pipeline.cli.progress_bar import terminal_progress  # noqa: PLC0415
    from news_pipeline.cli.run import run_everything  # noqa: PLC0415
    from news_pipeline.steps.rebuild import rebuild as read_again  # noqa: PLC0415
    from news_pipeline.storage.landing import is_there, listing_of  # noqa: PLC0415

    with _opened(settings, "news-pipeline rebuild", remake=True) as pipeline, terminal_progress(_CONSOLE) as progress:
        listing = listing_of(settings) if is_there(settings.landing_dir) else []
        read_again(listing, replace(pipeline, report=progress))
    sys.exit(run_everything(settings, _CONSOLE, "news-pipeline rebuild"))


@main.command()
@click.option("--repair", is_flag=True, help="Mend what can be mended safely; what is damaged is moved aside.")
@_folders
def doctor(repair: bool, landing: Path | None, data_dir: Path | None) -> None:  # noqa: FBT001
    """Look at environment, folders, lock, model, disk and databases, and say how to mend what is wrong."""
    from news_pipeline.cli.doctor import repair_and_show, show_health  # noqa: PLC0415

    sys.exit((repair_and_show if repair else show_health)(_settings(landing, data_dir), _CONSOLE))


@main.command("lake-pairs")
@_folders
def lake_pairs(landing: Path | None, data_dir: Path | None) -> None:
    """Find copies between the pipelines of the lake, and write them into lake.cross_shard_pairs."""
    from news_pipeline.cli.lake_pairs import show_lake_pairs  # noqa: PLC0415

    show_lake_pairs(_settings(landing, data_dir), _CONSOLE)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_folders
def backup(path: Path, landing: Path | None, data_dir: Path | None) -> None:
    """Write a backup of the data folder to PATH: a tar file if it ends in .tar, else a folder."""
    from news_pipeline.cli.backup import show_backup  # noqa: PLC0415

    show_backup(_settings(landing, data_dir), path, _CONSOLE)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--taken-down",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The data folder of before, moved away: what was taken down there stays gone.",
)
@_folders
def restore(path: Path, taken_down: Path | None, landing: Path | None, data_dir: Path | None) -> None:
    """Make the data folder of the backup at PATH. A folder that holds anything is not written over."""
    from news_pipeline.cli.backup import show_restore  # noqa: PLC0415

    sys.exit(show_restore(_settings(landing, data_dir), path, taken_down, _CONSOLE))


@main.command()
@click.argument("pattern")
@click.option("--yes", is_flag=True, help="Do it. Without this, only say what would go.")
@_folders
def forget(pattern: str, yes: bool, landing: Path | None, data_dir: Path | None) -> None:  # noqa: FBT001
    """Take documents down for good: PATTERN is a source_uri, a path (* and ? allowed), a URL, or an outlet.

    Deletes raw files, texts, everything derived and the samples in Dagster's history, publishes at once, and leaves
    tombstones, so that the same content is not read again, not even by a rebuild or under another name.
    """
    settings = _settings(landing, data_dir)
    _must_exist(settings)
    from news_pipeline.cli.forget import forget as take_down  # noqa: PLC0415

    sys.exit(take_down(settings, pattern, _CONSOLE, is_agreed=lambda: yes))


@main.command()
@click.option("--port", default=3000, show_default=True, help="Port on this machine.")
@_folders
def ui(port: int, landing: Path | None, data_dir: Path | None) -> None:
    """Start Dagster's web server and daemon on this machine, with the same settings and history."""
    from news_pipeline.defs.history import dagster_environment  # noqa: PLC0415
    from news_pipeline.settings import project_dir  # noqa: PLC0415

    settings, workspace = _settings(landing, data_dir), project_dir() / "workspace.yaml"
    os.environ.update(dagster_environment(settings), PYTHONSAFEPATH="1")
    # `dagster dev` works as it is, but says that there is a newer command, and where it did not find a dagster.yaml
    os.environ.setdefault("PYTHONWARNINGS", "ignore:Function:FutureWarning")
    # The folder that Dagster stands in is searched for code: not the one that this command was started in.
    os.chdir(workspace.parent if workspace.is_file() else settings.dagster_dir)
    _CONSOLE.print(f"http://127.0.0.1:{port} shows {settings.data_dir}; stop with Ctrl-C.")
    package = ["-m", "news_pipeline.definitions", "-d", str(Path(__file__).parents[2])]
    code = ["-w", str(workspace)] if workspace.is_file() else package
    command = [sys.executable, "-m", "dagster", "dev", *code, "-h", "127.0.0.1", "-p", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 no shell, our own command


def _must_exist(settings: Settings) -> None:
    """Nothing can be marked or taken down where no run has been."""
    if not settings.warehouse_path.exists():
        raise click.ClickException(f"{settings.warehouse_path} does not exist yet. Run `news-pipeline run` first.")


@contextmanager
def _opened(settings: Settings, what: str, *, remake: bool = False) -> "Iterator[Pipeline]":
    from news_pipeline.engine.pipeline import open_pipeline  # noqa: PLC0415
    from news_pipeline.engine.progress import no_report  # noqa: PLC0415
    from news_pipeline.publishing.catalog import CATALOG  # noqa: PLC0415

    with open_pipeline(settings, CATALOG, what, no_report, _PROBLEMS.print, remake=remake) as pipeline:
        yield pipeline


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
