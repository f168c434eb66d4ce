-- The spellings of each key, the commonest first, and a piece of the body, else of the captions, around one mention of it.
WITH wanted AS (
    SELECT entity_type, entity_key, surface, article_id, part, start_char, end_char
    FROM mentions
    WHERE entity_type || ':' || entity_key IN (SELECT unnest($keys))
),
counted AS (
    SELECT entity_type, entity_key, surface, count(*) AS mention_count
    FROM wanted
    GROUP BY entity_type, entity_key, surface
),
spelt AS (
    SELECT entity_type, entity_key, list(surface ORDER BY mention_count DESC, surface) AS surfaces
    FROM counted
    GROUP BY entity_type, entity_key
),
placed AS (
    SELECT entity_type, entity_key, article_id, part, start_char, end_char,
        row_number() OVER (PARTITION BY entity_type, entity_key ORDER BY part, article_id, start_char) AS position
    FROM wanted
    WHERE part IN ('body', 'caption')
)
SELECT spelt.entity_type, spelt.entity_key, spelt.surfaces,
    regexp_replace(
        substring(CASE placed.part WHEN 'body' THEN clean_articles.body ELSE clean_articles.captions END, greatest(1, placed.start_char - 50), placed.end_char - placed.start_char + 110), '\s+', ' ', 'g'
    ) AS example
FROM spelt
LEFT JOIN placed
    ON placed.entity_type = spelt.entity_type AND placed.entity_key = spelt.entity_key AND placed.position = 1
LEFT JOIN clean_articles ON clean_articles.article_id = placed.article_id
