"""The job `redo`: the form of `news-pipeline redo`."""

from collections.abc import Sequence
from datetime import date

import dagster as dg

from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.step import Step
from news_pipeline.steps.redo import Redo, mark, stages

_EVERY_STAGE = "every_stage"
_DESCRIPTION = """Mark documents by stage, outlet, dates or source, for the next run to do again.

Open *Launchpad*, fill in what limits the wish, and press *Launch run*. Conditions are joined by AND; an empty one does
not limit. Then materialize everything, or wait for the schedule.

- `stage`: the step to do again, such as `article_metadata`; what depends on a changed answer follows by itself
- `outlet`: outlet name or domain in any case, such as `reuters.com`
- `published_from`, `published_to`: days of publication, both included, such as `2022-01-08`
- `source`: pattern for `source_uri` with `*` and `?`, such as `2022/*.txt`
"""


def redo_job(steps: Sequence[Step]) -> dg.JobDefinition:
    """The job for these steps; its form lists their stages."""

    @dg.op(
        description="Mark documents for the next run; nothing is done again before that.\n\n"
        "All fields empty: everything is done again.",
        config_schema=redo_form(stages(steps)),
    )
    def mark_for_redo(context: dg.OpExecutionContext, pipeline: dg.ResourceParam[Pipeline]) -> None:
        form = context.op_config
        wish = Redo(
            stage=None if form["stage"] == _EVERY_STAGE else form["stage"],
            outlet=form["outlet"] or None,
            published_from=_day("published_from", form["published_from"]),
            published_to=_day("published_to", form["published_to"]),
            source=form["source"] or None,
        )
        context.log.info("%d entries are marked; the next run does them again.", mark(wish, pipeline.warehouse, steps))

    @dg.job(name="redo", executor_def=dg.in_process_executor, description=_DESCRIPTION)
    def redo() -> None:
        mark_for_redo()

    return redo


def redo_form(names: Sequence[str]) -> dict[str, dg.Field]:
    """The fields of the form, each with its explanation."""
    stage = dg.Enum("RedoStage", [dg.EnumValue(name) for name in (_EVERY_STAGE, *names)])
    says = {
        "outlet": "Outlet name or domain in any case, such as `reuters.com`. Empty: any.",
        "published_from": "First day of publication, as `2022-01-08`. Empty: no bound.",
        "published_to": "Last day of publication, as `2022-01-10`. Empty: no bound.",
        "source": "Pattern for source_uri, with * and ?, such as `2022/*.txt`. Empty: any.",
    }
    listed = ", ".join(names)
    about = f"The step to do again, with all that depends on what it changes. `{_EVERY_STAGE}`, or one of: {listed}"
    return {
        "stage": dg.Field(stage, default_value=_EVERY_STAGE, description=about),
        **{name: dg.Field(str, default_value="", description=text) for name, text in says.items()},
    }


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise dg.Failure(f"{field} is {text!r}, but must be a day such as 2022-01-08.", allow_retries=False) from None
