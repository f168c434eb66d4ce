"""Asset checks: each states its rule, counts, and shows offenders with the SQL that lists them.

Here: the rules, and the checks as Dagster sees them. Elsewhere: what a table promises (tables.py, catalog/), the longer
queries (checks/*.sql), how a verdict reads (verdicts.py).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import dagster as dg

from news_pipeline.defs.resources import Pipeline
from news_pipeline.defs.verdicts import PRIVATE, PUBLIC, verdict
from news_pipeline.publishing.catalog import PUBLISHED
from news_pipeline.steps.lineage import CLEANING, METADATA, REVISIONS, mentions_stage
from news_pipeline.storage.schema import Promise, promises
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import open_snapshot

_REDO = (
    "This is a mistake of the pipeline, not of your files: please report it with these rows. "
    "`news-pipeline redo --source SOURCE_URI`, then a run, does their documents again."
)


_ROOMS = {
    "chosen_values_have_evidence": "metadata",
    "corrections_usable": "metadata",
    "dates_plausible": "metadata",
    "entity_overrides_usable": "entities",
    "every_document_accounted": "cleaning",
    "every_file_accounted": "ingestion",
    "judgements_usable": "duplicates",
    "offsets_true": "mentions",
    "one_canonical_article_a_group": "duplicates",
    "outlet_drift": "metadata",
    "passages_equal": "duplicates",
    "site_refusals": "cleaning",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of one asset."""

    asset: str
    name: str
    says: str
    promises: Callable[[Pipeline], Iterable[Promise]]
    remedy: str
    """What a person does about offenders."""
    command: str = PRIVATE
    """Runs the SQL that lists them."""
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR


def _from_file(  # noqa: PLR0913 as many as a rule has
    asset: str,
    name: str,
    says: str,
    remedy: str,
    *,
    command: str = PRIVATE,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> Rule:
    """A rule whose offenders checks/<name>.sql finds."""
    promise = Promise(says.partition("\n\n")[0], read_sql(f"steps/{_ROOMS[name]}/{name}.sql"))
    return Rule(asset, name, says, lambda _: [promise], remedy, command, severity)


def _contract(table: str) -> Rule:
    kept = [
        promise for described in PUBLISHED if described.name == table for promise in promises(described, alone=True)
    ]
    listed = "\n".join(f"- {promise.rule}" for promise in kept)
    says = f"What the description of the table promises holds for every row.\n\n{listed}"
    return Rule(table, "contract", says, lambda _: kept, _REDO, PUBLIC)


def _every_document(pipeline: Pipeline) -> list[Promise]:
    """What each step still has to do, as the steps themselves see it, is put in front of the query."""
    stages = (CLEANING, METADATA, REVISIONS, mentions_stage(pipeline.settings.tagger))
    inputs = " UNION ALL ".join(
        f"SELECT '{stage.name}' AS stage, key, input_hash FROM ({read_sql(stage.pending)})"  # noqa: S608 our own queries
        for stage in stages
    )
    sql = f"WITH inputs AS ({inputs}) {read_sql('steps/cleaning/every_document_accounted.sql')}"
    return [Promise("every document is an article, rejected, or pending", sql)]


RULES = (
    _from_file(
        "source_files",
        "every_file_accounted",
        "Every file is ingested or rejected, and its documents and refusals are all there.",
        "A file that is still `reading` was left by a run that was stopped; the next run goes on with it. " + _REDO,
    ),
    Rule(
        "articles",
        "every_document_accounted",
        "Every document is an article or rejected, not both, or some step has still to look at it.",
        _every_document,
        _REDO,
    ),
    _from_file(
        "article_metadata",
        "dates_plausible",
        "No article is dated before 1990 or after the day it arrived.\n\n"
        "A source may be wrong and say so plainly; therefore this only warns.",
        "Compare with the evidence: `SELECT * FROM metadata_evidence WHERE field = 'published' AND article_id = '...'` "
        "shows every date that the document has. Where the source itself is wrong, leave it, or write the true date "
        "into the corrections file; a date that was misread is a mistake of the pipeline to report.",
        command=PUBLIC,
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "article_metadata",
        "corrections_usable",
        "Every line of the corrections file can be used.",
        "Mend the lines in the file that NEWS_CORRECTIONS names; the next run reads it again.",
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "duplicate_pairs",
        "judgements_usable",
        "Every line of the judgements file can be used, and names documents that are there.",
        "Mend the lines in the file that NEWS_JUDGEMENTS names; the next run reads it again.",
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "entities",
        "entity_overrides_usable",
        "Every line of the overrides file can be used, and names an entity that is there.",
        "Mend the lines in the file that NEWS_ENTITY_OVERRIDES names; the next run reads it again.",
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "articles",
        "outlet_drift",
        "No outlet's newest articles differ from its own past: dates or titles that went missing, texts half or twice "
        "as long, far more copies.\n\nThe last day of arrival against all before, with 20 articles on both sides.",
        "Open a few of its newest files: the outlet may have changed its layout. "
        "`news-pipeline explain SOURCE_URI` shows what cleaning made of one.",
        command=PUBLIC,
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "clean_articles",
        "site_refusals",
        "No site's newest documents are refused far more often than those before.\n\n"
        "The last day of arrival against all before, with 20 documents on both sides.",
        "`SELECT reason, count(*) FROM rejected_documents GROUP BY reason` says why, and "
        "`news-pipeline explain SOURCE_URI` shows one: the site may have begun to ask for a subscription, or its pages "
        "now come without their text.",
        severity=dg.AssetCheckSeverity.WARN,
    ),
    _from_file(
        "metadata_evidence",
        "chosen_values_have_evidence",
        "Every date, address, outlet and title that was chosen has its row of evidence.",
        _REDO,
    ),
    _from_file(
        "entity_mentions", "offsets_true", "`body[start_char+1:end_char] = surface`, and the same in titles.", _REDO
    ),
    _from_file(
        "duplicate_groups",
        "one_canonical_article_a_group",
        "Exactly one article of each group is canonical, and every compared article is in one group.",
        _REDO,
    ),
    *(_contract(table.name) for table in PUBLISHED),
)


@dg.multi_asset_check(
    name="check_tables",
    specs=[dg.AssetCheckSpec(rule.name, asset=rule.asset, description=rule.says) for rule in RULES],
    can_subset=True,
)
def check_tables(
    context: dg.AssetCheckExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.AssetCheckResult]:
    """All rules in one step: a step of its own for each would cost more than the queries."""
    chosen = [
        rule
        for rule in RULES
        if dg.AssetCheckKey(dg.AssetKey(rule.asset), rule.name) in context.selected_asset_check_keys
    ]
    broken = 0
    for rule in chosen:
        found = verdict(pipeline.warehouse, rule.promises(pipeline), rule.remedy, rule.command, "raw_documents")
        if not found["passed"]:
            broken += 1
            context.log.warning(f"{rule.asset}, {rule.name}: {found['description'].partition(chr(10))[0]}")
        yield dg.AssetCheckResult(asset_key=rule.asset, check_name=rule.name, severity=rule.severity, **found)
    context.log.info("%d checks, %d of them found rows that break their rule.", len(chosen), broken)


@dg.asset_check(
    asset="news_database",
    description="Every promise of every table holds in the published file, as a reader opens it.\n\n"
    "Above all: an id that names a row of another table finds it there.",
)
def published_contract(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
    """The snapshot keeps the contract."""
    kept = [promise for table in PUBLISHED for promise in promises(table)]
    with open_snapshot(pipeline.settings) as snapshot:
        return dg.AssetCheckResult(**verdict(snapshot, kept, _REDO, PUBLIC, "articles"))


CHECKS = [check_tables, published_contract]
