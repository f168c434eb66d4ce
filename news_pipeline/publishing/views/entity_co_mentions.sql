-- Both directions, so that a condition on one entity finds all its company.
WITH of_stories AS (
    FROM entity_mentions
    WHERE coalesce(role, '') NOT IN ('credit', 'signature') AND NOT (coalesce(role, '') = 'dateline' AND entity_type = 'ORG')
),
sentences AS (
    SELECT DISTINCT article_id, entity_id, part, sentence FROM of_stories
),
in_one_sentence AS (
    SELECT mine.article_id, mine.entity_id, other.entity_id AS other_entity_id, count(*) AS sentence_count
    FROM sentences AS mine
    JOIN sentences AS other
        ON other.article_id = mine.article_id AND other.part = mine.part AND other.sentence = mine.sentence
    WHERE other.entity_id <> mine.entity_id
    GROUP BY mine.article_id, mine.entity_id, other.entity_id
),
named AS (
    SELECT DISTINCT article_id, entity_id FROM of_stories
),
in_one_article AS (
    SELECT mine.article_id, mine.entity_id, other.entity_id AS other_entity_id
    FROM named AS mine
    JOIN named AS other ON other.article_id = mine.article_id
    WHERE other.entity_id <> mine.entity_id
),
counted AS (
    SELECT pair.entity_id, pair.other_entity_id,
        CAST(count(*) AS INTEGER) AS article_count,
        CAST(count(DISTINCT articles.duplicate_group_id) AS INTEGER) AS group_count,
        CAST(coalesce(sum(in_one_sentence.sentence_count), 0) AS INTEGER) AS sentence_count
    FROM in_one_article AS pair
    JOIN articles ON articles.article_id = pair.article_id AND articles.is_current
    LEFT JOIN in_one_sentence
        ON in_one_sentence.article_id = pair.article_id AND in_one_sentence.entity_id = pair.entity_id
        AND in_one_sentence.other_entity_id = pair.other_entity_id
    GROUP BY pair.entity_id, pair.other_entity_id
)
SELECT counted.entity_id, mine.name, mine.entity_type,
    counted.other_entity_id, other.name AS other_name, other.entity_type AS other_entity_type,
    counted.article_count, counted.group_count, counted.sentence_count
FROM counted
JOIN entities AS mine ON mine.entity_id = counted.entity_id
JOIN entities AS other ON other.entity_id = counted.other_entity_id
