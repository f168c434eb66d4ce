-- The alias map is a table of its own, so that a new alias never rewrites mentions.
SELECT mentions.article_id, mentions.part, mentions.sentence, mentions.start_char, mentions.end_char,
    mentions.surface, mentions.entity_type, coalesce(weeks.entity_id, aliases.entity_id) AS entity_id, mentions.government_of, mentions.role,
    entities.latitude, entities.longitude, entities.admin1, entities.country_code, mentions.place_confidence
FROM mentions
LEFT JOIN entity_aliases AS aliases ON aliases.entity_type = mentions.entity_type AND aliases.entity_key = mentions.entity_key
LEFT JOIN article_metadata AS metadata ON metadata.article_id = mentions.article_id
LEFT JOIN surname_weeks AS weeks ON weeks.entity_type = mentions.entity_type AND weeks.entity_key = mentions.entity_key
    AND weeks.week = (metadata.published_date - DATE '1969-12-29') // 7
LEFT JOIN canonical_entities AS entities ON entities.entity_id = coalesce(weeks.entity_id, aliases.entity_id)
WHERE NOT coalesce(aliases.is_ignored, false) -- a person said that it is none
