"""The jobs and the schedule.

Here: what can be started, and when by the clock. Elsewhere: what starts by what has come (sensors.py), what a run does
(assets/), that runs take turns (lock.py).
"""

from datetime import date
from enum import Enum

import dagster as dg
from dagster._utils.schedules import is_valid_cron_schedule
from pydantic import Field

from news_pipeline.defs.dead_runs import going_runs
from news_pipeline.defs.resources import Pipeline
from news_pipeline.settings import SettingsError, load_settings
from news_pipeline.steps.redo import STAGES, Redo, mark

EVERYTHING = "everything"

everything = dg.define_asset_job(
    EVERYTHING,
    selection=dg.AssetSelection.all(),
    description="Read what is new in the landing folder, take it through every step, and publish a snapshot.",
)

RedoStage = Enum("RedoStage", {name: name for name in ("every_stage", *STAGES)})  # type: ignore[misc]


class RedoConfig(dg.Config):
    """What the next run does again. Conditions are joined by AND; leave a field empty for no condition."""

    stage: RedoStage = Field(
        RedoStage("every_stage"),
        description="The step to do again, with all that depends on what it changes. `every_stage`, or one of: "
        + ", ".join(STAGES),
    )
    outlet: str = Field("", description="Outlet name or domain in any case, such as `reuters.com`. Empty: any.")
    published_from: str = Field("", description="First day of publication, as `2022-01-08`. Empty: no bound.")
    published_to: str = Field("", description="Last day of publication, as `2022-01-10`. Empty: no bound.")
    source: str = Field("", description="Pattern for source_uri, with * and ?, such as `2022/*.txt`. Empty: any.")


@dg.op(
    description="Mark documents for the next run; nothing is done again before that.\n\n"
    "All fields empty: everything is done again.",
)
def mark_for_redo(context: dg.OpExecutionContext, config: RedoConfig, pipeline: dg.ResourceParam[Pipeline]) -> None:
    """Mark what the form names."""
    stage = config.stage.value
    wish = Redo(
        stage=None if stage == "every_stage" else stage,
        outlet=config.outlet or None,
        published_from=_day("published_from", config.published_from),
        published_to=_day("published_to", config.published_to),
        source=config.source or None,
    )
    context.log.info("%d entries are marked; the next run does them again.", mark(wish, pipeline.warehouse))


@dg.job(
    executor_def=dg.in_process_executor,
    description="""Mark documents by stage, outlet, dates or source, for the next run to do again.

Open *Launchpad*, fill in what limits the wish, and press *Launch run*. Conditions are joined by AND; an empty one does
not limit. Then materialize everything, or wait for the schedule.

- `stage`: the step to do again, such as `article_metadata`; what depends on a changed answer follows by itself
- `outlet`: outlet name or domain in any case, such as `reuters.com`
- `published_from`, `published_to`: days of publication, both included, such as `2022-01-08`
- `source`: pattern for `source_uri` with `*` and `?`, such as `2022/*.txt`
""",
)
def redo() -> None:
    """The form of `news-pipeline redo`."""
    mark_for_redo()


def _cron() -> str:
    line = load_settings().schedule
    if not is_valid_cron_schedule(line):
        raise SettingsError(f"NEWS_SCHEDULE is {line!r}, but must be a cron line such as '*/15 * * * *'.")
    return line


@dg.schedule(
    job=everything,
    cron_schedule=_cron(),
    execution_timezone="UTC",
    description="Everything by the clock: every hour, or as NEWS_SCHEDULE says.",
)
def hourly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Skip while a run is going: it, or the tick after it, takes what is new."""
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Run {going[0][:8]} is going; the next tick takes what it leaves.")
    return dg.RunRequest(run_config=patient(load_settings().quiet_seconds))


def patient(seconds: int) -> dict[str, object]:
    """Configuration of a run that leaves files alone until they have not changed for so many seconds."""
    return {"ops": {"raw_documents": {"config": {"quiet_seconds": seconds}}}}


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise dg.Failure(f"{field} is {text!r}, but must be a day such as 2022-01-08.", allow_retries=False) from None
