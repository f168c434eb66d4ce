-- Lines that cannot be read, and lines that name what no text has (or only with a longer name in the same document).
SELECT problem FROM entity_override_problems
UNION ALL
SELECT format('line {}: no {} is called {}; entity_aliases lists the names as entity_key', line, entity_type, entity_key)
FROM entity_overrides
WHERE (entity_type, entity_key) NOT IN (SELECT (entity_type, entity_key) FROM entity_aliases)
ORDER BY 1
