"""Makes the asset checks from the rules of the steps and from what the tables promise.

Each states its rule, counts, and shows offenders with the SQL that lists them.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from news_pipeline.defs.table_metadata import markdown_table
from news_pipeline.defs.verdicts import PRIVATE, PUBLIC, verdict
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.rules import REPORT_IT, CodeRule, Rule
from news_pipeline.engine.step import Step
from news_pipeline.publishing.checks import RULES
from news_pipeline.publishing.idle import CONTRACT_CHECK, TABLE_CHECKS, note_check, note_failure
from news_pipeline.storage.schema import Catalog, Promise, Table, promises
from news_pipeline.storage.warehouse import open_read_only

_SHOWN = 5
Kept = tuple[Rule, list[Promise]]


def checks_of(steps: Sequence[Step], catalog: Catalog) -> list[dg.AssetChecksDefinition]:
    """The checks of all steps, and of what is published."""
    rules = [rule for step in steps for rule in step.rules] + list(RULES)
    kept = [(rule, [_promise(rule)]) for rule in rules if isinstance(rule, Rule)]
    kept += [_contract(table) for table in catalog.published if table.asset]
    in_code = [_code_check(rule) for rule in rules if isinstance(rule, CodeRule)]
    return [_table_checks(kept), _published_contract(catalog), *in_code]


def _promise(rule: Rule) -> Promise:
    return Promise(rule.says.partition("\n\n")[0], rule.offenders)


def _contract(table: Table) -> Kept:
    """What the description of a table promises."""
    kept = list(promises(table, alone=True))
    listed = "\n".join(f"- {promise.rule}" for promise in kept)
    says = f"What the description of the table promises holds for every row.\n\n{listed}"
    return Rule(table.name, "contract", says, "", asks_published=True), kept


def _table_checks(kept: Sequence[Kept]) -> dg.AssetChecksDefinition:
    """All rules in SQL in one step of the run: a step for each would cost more than the queries."""

    @dg.multi_asset_check(
        name=TABLE_CHECKS,
        specs=[dg.AssetCheckSpec(rule.name, asset=rule.table, description=rule.says) for rule, _ in kept],
        can_subset=True,
    )
    def check_tables(
        context: dg.AssetCheckExecutionContext, pipeline: dg.ResourceParam[Pipeline]
    ) -> Iterator[dg.AssetCheckResult]:
        chosen = [
            (rule, held)
            for rule, held in kept
            if dg.AssetCheckKey(dg.AssetKey(rule.table), rule.name) in context.selected_asset_check_keys
        ]
        broken: list[Rule] = []
        for rule, held in chosen:
            command = PUBLIC if rule.asks_published else PRIVATE
            found = verdict(pipeline.warehouse, held, rule.remedy, command, "raw_documents")
            if not found["passed"]:
                broken.append(rule)
                context.log.warning(f"{rule.table}, {rule.name}: {found['description'].partition(chr(10))[0]}")
            severity = dg.AssetCheckSeverity.WARN if rule.is_warning else dg.AssetCheckSeverity.ERROR
            yield dg.AssetCheckResult(asset_key=rule.table, check_name=rule.name, severity=severity, **found)
        is_sound = len(chosen) == len(kept) and all(rule.is_warning for rule in broken)
        note_check(TABLE_CHECKS, pipeline.warehouse, passed=is_sound)
        context.log.info("%d checks, %d of them found rows that break their rule.", len(chosen), len(broken))

    return check_tables


def _code_check(rule: CodeRule) -> dg.AssetChecksDefinition:
    """A check of its own for a rule that SQL cannot test."""

    @dg.asset_check(asset=rule.table, name=rule.name, description=rule.says)
    def check(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
        looked_at, offenders = rule.find(pipeline.warehouse)
        note_failure(rule.name, pipeline.warehouse, failed=bool(offenders))
        says = "No row breaks the rule."
        if offenders:
            rows = markdown_table(list(offenders[0]), [list(row.values()) for row in offenders[:_SHOWN]])
            says = f"{len(offenders):,} of {looked_at:,} {rule.noun} differ.\n\n{rows}\n\n**What to do.** {rule.remedy}"
        metadata = {rule.noun: looked_at, "offenders": len(offenders)}
        return dg.AssetCheckResult(passed=not offenders, metadata=metadata, description=says)

    return check


def _published_contract(catalog: Catalog) -> dg.AssetChecksDefinition:
    """The snapshot keeps the contract."""

    @dg.asset_check(
        asset="news_database",
        description="Every promise of every table holds in the published file, as a reader opens it.\n\n"
        "Above all: an id that names a row of another table finds it there.",
    )
    def published_contract(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
        kept = [promise for table in catalog.published for promise in promises(table)]
        with open_read_only(pipeline.settings.published_path, pipeline.settings, catalog) as snapshot:
            found = verdict(snapshot, kept, REPORT_IT, PUBLIC, "articles")
        note_check(CONTRACT_CHECK, pipeline.warehouse, passed=found["passed"])
        return dg.AssetCheckResult(**found)

    return published_contract
