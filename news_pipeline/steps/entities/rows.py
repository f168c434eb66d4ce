"""Turns rows of evidence and overrides into rows of canonical entities and aliases."""

from news_pipeline.entities.canonical import Entity, HintCount, KeyEvidence, SurfaceCount, entity_id, resolve
from news_pipeline.entities.overrides import IGNORE, Override
from news_pipeline.shared.results import Row, TableRows


def entity_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `canonical_entities` and `entity_aliases` from the unit's `evidence` and `overrides`."""
    evidence = [evidence_of_row(row) for row in unit["evidence"]]
    entities = resolve(evidence, [Override(**row) for row in unit["overrides"]])
    owners = {(entity.entity_type, key): entity for entity in entities for key in entity.keys}
    return {
        "canonical_entities": [_entity_row(entity) for entity in entities],
        "entity_aliases": [
            _alias_row(item, owners.get((item.entity_type, item.entity_key))) for item in evidence if item.surfaces
        ],
    }


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


def _alias_row(item: KeyEvidence, entity: Entity | None) -> Row:
    return {
        "entity_type": item.entity_type,
        "entity_key": item.entity_key,
        "entity_id": entity_id(entity.entity_type, entity.canonical_key) if entity else None,
        "own_id": entity_id(item.entity_type, item.entity_key),
        "name": entity.name if entity else None,
        "is_ignored": entity is None,
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
