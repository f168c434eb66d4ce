SELECT mentions.article_id, mentions.entity_id, entities.name, entities.admin1, entities.country_code,
    entities.latitude, entities.longitude,
    max(mentions.place_confidence) AS place_confidence,
    bool_or(mentions.part = 'title') AS in_title,
    coalesce(bool_or(mentions.role = 'dateline'), false) AS is_dateline_place,
    CAST(count(*) AS INTEGER) AS mention_count
FROM entity_mentions AS mentions
JOIN entities ON entities.entity_id = mentions.entity_id
WHERE entities.latitude IS NOT NULL AND entities.entity_type <> 'NORP' -- a people is named, not its country
GROUP BY mentions.article_id, mentions.entity_id, entities.name, entities.admin1, entities.country_code,
    entities.latitude, entities.longitude
