SELECT line, judgement, entity_type, entity_key, other_key, other_name, note
FROM entity_overrides
WHERE entity_type || ':' || entity_key IN (SELECT key FROM unit)
   OR entity_type || ':' || other_key IN (SELECT key FROM unit)
ORDER BY line
