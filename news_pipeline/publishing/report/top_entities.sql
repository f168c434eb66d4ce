-- The people, organisations and places that most articles name.
SELECT CASE entity_type WHEN 'PERSON' THEN 'People' WHEN 'ORG' THEN 'Organisations' ELSE 'Places' END AS kind,
    name, article_count, country_code
FROM entities
WHERE entity_type IN ('PERSON', 'ORG', 'GPE', 'LOC')
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY article_count DESC, mention_count DESC, name) <= 12
ORDER BY kind, article_count DESC, name
