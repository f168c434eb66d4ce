"""When the landing folder last changed, and the check that warns when that is long ago.

Dagster's own freshness policies look at materialisations alone, and `landing_files` is only observed. Its ready-made
freshness check would run before the run has looked at the folder. So each observation carries Dagster's public key for
the time of the last update, and a check after `raw_documents` reads it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import dagster as dg

from news_pipeline.settings import Settings

LAST_UPDATED = "dagster/last_updated_timestamp"
"""Metadata of an observation: when what is observed last changed."""
FRESHNESS = "freshness"
"""The name of the check."""
_VERSION = "dagster/data_version"


def changed_at(instance: dg.DagsterInstance, version: str, now: float) -> dg.TimestampMetadataValue:
    """When the folder was first seen with this version, if it is that of the last observation; else now."""
    for record in instance.fetch_observations(dg.AssetKey("landing_files"), limit=1).records:
        seen = record.asset_observation
        before = seen.metadata.get(LAST_UPDATED) if seen else None
        if seen and before and seen.tags.get(_VERSION) == version:
            return dg.MetadataValue.timestamp(float(str(before.value)))
    return dg.MetadataValue.timestamp(now)


def last_change(instance: dg.DagsterInstance) -> datetime | None:
    """When the landing folder last changed, as the last observation says; None: nobody has looked yet."""
    for record in instance.fetch_observations(dg.AssetKey("landing_files"), limit=1).records:
        found = record.asset_observation.metadata.get(LAST_UPDATED) if record.asset_observation else None
        if found:
            return datetime.fromtimestamp(float(str(found.value)), UTC)
    return None


def freshness_says(changed: datetime | None, hours: int, now: datetime) -> tuple[bool, str]:
    """Whether the folder counts as fresh, and that in words."""
    if changed is None:
        return False, "Nobody has looked at the landing folder yet: start a run."
    since = f"{changed:%Y-%m-%d %H:%M} UTC"
    if now - changed < timedelta(hours=hours):
        return True, f"The landing folder last changed at {since}."
    return False, (
        f"The landing folder has not changed since {since}, for {(now - changed) // timedelta(hours=1):,} hours.\n\n"
        "**What to do.** Look whether its source still delivers, and whether it is the right folder "
        f"(`NEWS_LANDING_DIR`). `NEWS_STALE_HOURS`, now {hours}, says after how long this warns; 0: never."
    )


def freshness_of(settings: Settings) -> Sequence[dg.AssetChecksDefinition]:
    """The check; nothing where NEWS_STALE_HOURS is 0."""
    hours = settings.stale_hours
    if not hours:
        return []

    @dg.asset_check(
        asset="landing_files",
        name=FRESHNESS,
        additional_deps=["raw_documents"],  # which looks at the folder
        description=f"The landing folder has changed within the last {hours:,} hours.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        changed = last_change(context.instance)
        is_fresh, says = freshness_says(changed, hours, datetime.now(UTC))
        if not is_fresh:
            context.log.warning(says.partition("\n")[0])
        return dg.AssetCheckResult(
            passed=is_fresh,
            severity=dg.AssetCheckSeverity.WARN,
            description=says,
            metadata={LAST_UPDATED: dg.MetadataValue.timestamp(changed)} if changed else {},
        )

    return [check]
