-- Every undated canonical article: its links, the stories of the dated articles that it links to, and the sizes of these
-- up to $nearest, since a story counts for no more.
WITH undated AS (
    SELECT linked.key AS article_id, linked.output_hash
    FROM story_links_done AS linked
    JOIN article_metadata AS metadata ON metadata.article_id = linked.key AND metadata.published_date IS NULL
),
neighbours AS (
    SELECT article_id_a AS article_id, article_id_b AS other_id FROM story_links
    UNION ALL
    SELECT article_id_b, article_id_a FROM story_links
),
sizes AS (
    SELECT story_id, least($nearest, count(*)) AS story_size FROM story_members WHERE day IS NOT NULL GROUP BY story_id
),
company AS (
    SELECT neighbours.article_id,
        bit_xor(md5_number_lower(concat_ws(' ', members.article_id, members.day, members.story_id, sizes.story_size))) AS story_hash
    FROM neighbours
    JOIN story_members AS members ON members.article_id = neighbours.other_id AND members.day IS NOT NULL
    JOIN sizes ON sizes.story_id = members.story_id
    WHERE neighbours.article_id IN (SELECT article_id FROM undated)
    GROUP BY neighbours.article_id
)
SELECT undated.article_id AS key, undated.output_hash AS links_hash, company.story_hash
FROM undated
LEFT JOIN company ON company.article_id = undated.article_id
