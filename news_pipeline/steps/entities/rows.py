"""Rows in, rows out for the canonical entities: the function that the loop over sets calls with one unit of keys.

Here: the adapter. Elsewhere: the decisions (canonical.py), the loop (sets.py of the package).
"""

from news_pipeline.entities.canonical import Entity, KeyEvidence, entity_id, resolve
from news_pipeline.entities.overrides import Override
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


def _alias_row(item: KeyEvidence, entity: Entity | None) -> Row:
    return {
        "entity_type": item.entity_type,
        "entity_key": item.entity_key,
        "entity_id": entity_id(entity.entity_type, entity.canonical_key) if entity else None,
        "own_id": entity_id(item.entity_type, item.entity_key),
        "name": entity.name if entity else None,
        "is_ignored": entity is None,
    }


def evidence_of_row(row: Row) -> KeyEvidence:
    """The evidence in a row of `evidence`."""
    return KeyEvidence(
        entity_type=row["entity_type"],
        entity_key=row["entity_key"],
        surfaces=tuple((surface["surface"], surface["mention_count"]) for surface in row["surfaces"]),
        article_count=row["article_count"],
        hints=tuple((hint["target_key"], hint["kind"], hint["article_count"]) for hint in row["hints"]),
    )


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
    }
