-- Mentions are joined to their entity by the table of aliases, so that a new alias rewrites no mention.
SELECT mentions.article_id, mentions.part, mentions.sentence, mentions.start_char, mentions.end_char,
    mentions.surface, mentions.entity_type, aliases.entity_id, mentions.government_of
FROM mentions
LEFT JOIN entity_aliases AS aliases ON aliases.entity_type = mentions.entity_type AND aliases.entity_key = mentions.entity_key
WHERE NOT coalesce(aliases.is_ignored, false) -- a person said: no entity
