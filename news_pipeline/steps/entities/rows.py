"""Turns rows of evidence and overrides into rows of canonical entities and aliases."""

from collections.abc import Sequence
from dataclasses import replace

from news_pipeline.entities.ambiguous import ambiguous_surnames
from news_pipeline.entities.canonical import Entity, HintCount, KeyEvidence, SurfaceCount, entity_id, resolve
from news_pipeline.entities.overrides import IGNORE, Override
from news_pipeline.entities.surname_weeks import WeekHints, WeeklyBearer, weekly_bearers
from news_pipeline.shared.results import Row, TableRows


def entity_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `canonical_entities`, `entity_aliases` and `surname_weeks` from the rows that the unit reads."""
    evidence = [evidence_of_row(row) for row in unit["evidence"]]
    overrides = [Override(**row) for row in unit["overrides"]]
    entities = resolve(evidence, overrides)
    weekly = _weekly_bearers(unit, entities, overrides)
    entities = _with_surnames(entities, weekly)
    unclear = ambiguous_surnames(entities, evidence, (one.entity_key for one in weekly), overrides)
    entities = [one for one in entities if one.entity_type != "PERSON" or one.canonical_key not in unclear]
    ignored = {(row.entity_type, row.entity_key) for row in overrides if row.judgement == IGNORE}
    owners = {(entity.entity_type, key): entity for entity in entities for key in entity.keys}
    return {
        "canonical_entities": [_entity_row(entity) for entity in entities],
        "entity_aliases": [
            _alias_row(
                item, owners.get((item.entity_type, item.entity_key)), (item.entity_type, item.entity_key) in ignored
            )
            for item in evidence
            if item.surfaces
        ],
        "surname_weeks": [
            {
                "entity_type": "PERSON",
                "entity_key": one.entity_key,
                "week": one.week,
                "entity_id": entity_id("PERSON", one.canonical_key),
            }
            for one in weekly
        ],
    }


def _weekly_bearers(
    unit: dict[str, list[Row]], entities: Sequence[Entity], overrides: Sequence[Override]
) -> list[WeeklyBearer]:
    weeks: dict[str, list[int]] = {}
    for row in unit["surname_weeks"]:
        weeks.setdefault(row["entity_key"], []).append(row["week"])
    return weekly_bearers(entities, [WeekHints(**row) for row in unit["week_hints"]], weeks, overrides)


def _with_surnames(entities: Sequence[Entity], weekly: Sequence[WeeklyBearer]) -> list[Entity]:
    """The entities; spellings of a surname are those of the people whom it stands for, too."""
    spelt = {key: entity.aliases for entity in entities if entity.entity_type == "PERSON" for key in entity.keys}
    surnames: dict[str, set[str]] = {}
    for one in weekly:
        surnames.setdefault(one.canonical_key, set()).update(spelt[one.entity_key])
    return [
        replace(entity, aliases=tuple(sorted({*entity.aliases, *surnames[entity.canonical_key]})))
        if entity.entity_type == "PERSON" and entity.canonical_key in surnames
        else entity
        for entity in entities
    ]


def lone_entity_rows(unit: dict[str, list[Row]]) -> TableRows:
    """The same where names cannot be resolved: each is an entity of its own, called as it is written most often.

    What a person said to ignore stays ignored.
    """
    ignored = {(row["entity_type"], row["entity_key"]) for row in unit["overrides"] if row["judgement"] == IGNORE}
    found = [(row, (row["entity_type"], row["entity_key"])) for row in unit["evidence"] if row["surfaces"]]
    return {
        "canonical_entities": [_lone_entity(row) for row, key in found if key not in ignored],
        "entity_aliases": [
            {
                "entity_type": row["entity_type"],
                "entity_key": row["entity_key"],
                "entity_id": None if key in ignored else entity_id(*key),
                "own_id": entity_id(*key),
                "name": None if key in ignored else _most_often(row),
                "is_ignored": key in ignored,
            }
            for row, key in found
        ],
    }


def _lone_entity(row: Row) -> Row:
    return {
        "entity_id": entity_id(row["entity_type"], row["entity_key"]),
        "name": _most_often(row),
        "entity_type": row["entity_type"],
        "aliases": sorted(surface["surface"] for surface in row["surfaces"]),
    }


def _most_often(row: Row) -> str:
    most = min(row["surfaces"], key=lambda surface: (-surface["mention_count"], surface["surface"]))
    return str(most["surface"])


def evidence_of_row(row: Row) -> KeyEvidence:
    """The evidence in a row of `evidence`."""
    surfaces = tuple(SurfaceCount(**surface) for surface in row["surfaces"])
    hints = tuple(HintCount(**hint) for hint in row["hints"])
    return KeyEvidence(**{**row, "surfaces": surfaces, "hints": hints})


def _alias_row(item: KeyEvidence, entity: Entity | None, is_ignored: bool) -> Row:  # noqa: FBT001 a column
    return {
        "entity_type": item.entity_type,
        "entity_key": item.entity_key,
        "entity_id": entity_id(entity.entity_type, entity.canonical_key) if entity else None,
        "own_id": entity_id(item.entity_type, item.entity_key),
        "name": entity.name if entity else None,
        "is_ignored": is_ignored,
    }


def _entity_row(entity: Entity) -> Row:
    return {
        "entity_id": entity_id(entity.entity_type, entity.canonical_key),
        "name": entity.name,
        "entity_type": entity.entity_type,
        "aliases": list(entity.aliases),
        "country_code": entity.country_code,
        "geonames_id": entity.geonames_id,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "admin1": entity.admin1,
    }
