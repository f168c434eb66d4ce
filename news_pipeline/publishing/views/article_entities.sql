SELECT mentions.article_id, mentions.entity_id, entities.name, entities.entity_type,
    CAST(count(*) AS INTEGER) AS mention_count,
    bool_or(mentions.part = 'title') AS in_title,
    -- The lead: the first three sentences of the body.
    bool_or(mentions.part = 'body' AND mentions.sentence < 3) AS in_lead,
    bool_or(mentions.part = 'caption') AS in_caption,
    -- NULL for what only the title or captions name.
    min(mentions.sentence) FILTER (mentions.part = 'body') AS first_sentence,
    min(mentions.start_char) FILTER (mentions.part = 'body') AS first_char,
    arg_min(mentions.surface, mentions.start_char + CASE mentions.part WHEN 'title' THEN 0 WHEN 'body' THEN 1000000 ELSE 2000000 END) AS first_surface
FROM entity_mentions AS mentions
JOIN entities ON entities.entity_id = mentions.entity_id
-- photographers, writers of a signature and agencies of a dateline are none of the story
WHERE coalesce(mentions.role, '') NOT IN ('credit', 'signature') AND NOT (coalesce(mentions.role, '') = 'dateline' AND mentions.entity_type = 'ORG')
GROUP BY mentions.article_id, mentions.entity_id, entities.name, entities.entity_type
