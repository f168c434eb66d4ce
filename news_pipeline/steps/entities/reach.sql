-- The touched keys, and all keys that hints, a person or a common entity join to them.
WITH RECURSIVE judged AS (
    SELECT entity_type || ':' || entity_key AS key, entity_type || ':' || other_key AS other_key
    FROM entity_overrides
    WHERE judgement = 'same'
),
bonds AS (
    FROM judged
    UNION
    SELECT other_key, key FROM judged
    UNION
    SELECT entity_type || ':' || entity_key AS key, entity_type || ':' || target_key AS other_key FROM entity_hints
    UNION
    SELECT entity_type || ':' || target_key, entity_type || ':' || entity_key FROM entity_hints
    UNION
    SELECT own.entity_type || ':' || own.entity_key, other.entity_type || ':' || other.entity_key
    FROM entity_aliases AS own
    JOIN entity_aliases AS other ON other.entity_id = own.entity_id AND other.entity_key <> own.entity_key
),
reached AS (
    SELECT key FROM touched
    UNION
    SELECT bonds.other_key FROM reached JOIN bonds ON bonds.key = reached.key
)
SELECT key FROM reached
