"""`news-pipeline init`: makes a project folder for those who installed the package without a clone."""

from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

from rich.console import Console

from news_pipeline.defs.alerts.settings import FORM, PASSWORD, RECIPIENTS, SENDER, SMTP, USER, WEBHOOK
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError

_WORKSPACE = """load_from:
  - python_module:
      module_name: news_pipeline.definitions
      location_name: news_pipeline
"""
_HEADERS = {
    "corrections.csv": "source_uri,url,field,value,note\n",
    "judgements.csv": "article_a,article_b,verdict,note\n",
    "entity_overrides.csv": "judgement,entity_type,name,other,note\n",
}
_README = """# A news_pipeline project

Put raw files into `landing/`, then, in this folder:

    news-pipeline run        # read what is new, publish data/news.duckdb
    news-pipeline ui         # Dagster on http://127.0.0.1:3000
    news-pipeline query "SELECT title, published_date, outlet FROM articles"
    news-pipeline doctor     # what is wrong, and how to mend it

| file | what it is for |
| --- | --- |
| `.env` | settings, each with its meaning |
| `corrections.csv`, `judgements.csv`, `entity_overrides.csv` | what you decide: see `check-decisions` |
| `dagster.yaml`, `workspace.yaml` | Dagster's own settings |
"""
_ALERTS = f"""
# Alerts by e-mail or webhook when a run or check fails or data gets stale. Off unless set.
# {SMTP}=smtps://mail.example.org
# {SENDER}=news@example.org
# {RECIPIENTS}=you@example.org
# {USER}=news
# {FORM}=slack
# Secrets are set in the environment, not here: {PASSWORD} and {WEBHOOK}.
"""
_OWN_DEFAULTS = {"NEWS_LANDING_DIR": "landing"}


def make_project(folder: Path, console: Console) -> None:
    """Write the files, and say what to do next. Raises UserError, and writes nothing, where one of them is there."""
    contents = dict(_contents())
    there = [name for name in contents if (folder / name).exists()]
    if there:
        raise UserError(f"{folder} has {', '.join(there)} already, and nothing was written. Name another folder.")
    (folder / "landing").mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    console.print(
        f"{folder.resolve()} is a project. Put files into its folder landing, then: cd {folder}, news-pipeline run",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def _contents() -> Iterator[tuple[str, str]]:
    yield "workspace.yaml", _WORKSPACE
    yield "dagster.yaml", files("news_pipeline.defs").joinpath("dagster.yaml").read_text(encoding="utf-8")
    yield from _HEADERS.items()
    yield "README.md", _README
    yield ".env", "\n".join(_settings_with_comments())


def _settings_with_comments() -> Iterator[str]:
    """Every setting: its meaning and, commented out where it need not be said, its default."""
    yield "# Settings of news_pipeline. A line without # in front counts; paths are relative to this folder."
    for setting in fields(Settings):
        variable, default = setting.metadata["variable"], setting.metadata["default"]
        own = _OWN_DEFAULTS.get(variable)
        value = f"'{own or default}'" if " " in (own or default) else own or default
        yield f"\n# {setting.metadata['meaning']}\n{'' if own else '# '}{variable}={value}"
    yield _ALERTS
