-- How long the lists of authors are that a site's records have, and how many names in them stand behind several authors.
-- Of texts of one document one counts.
WITH texts AS (
    SELECT article_id, site, min(document_key) OVER (PARTITION BY site, text_hash) AS document
    FROM document_sites
    WHERE site IN (SELECT key FROM unit)
),
documents AS (
    SELECT site, min(article_id) AS article_id
    FROM texts
    GROUP BY site, document
),
listed AS (
    SELECT documents.site, listed_authors.*,
        count(*) OVER of_list AS names,
        first(listed_authors.name_hash ORDER BY listed_authors.place) OVER of_list AS first_hash
    FROM documents
    JOIN listed_authors ON listed_authors.article_id = documents.article_id
    WINDOW of_list AS (PARTITION BY documents.article_id)
),
of_edge AS (
    SELECT site, name_hash
    FROM listed
    WHERE names >= $long_list AND place > 1
    GROUP BY site, name_hash
    HAVING count(DISTINCT first_hash) >= $fewest_firsts
)
SELECT listed.site,
    count(DISTINCT listed.article_id) AS lists,
    count(DISTINCT listed.article_id) FILTER (listed.names >= $long_list) AS long_lists,
    count(*) FILTER (listed.names >= $long_list AND listed.place > 1) AS later_names,
    count(*) FILTER (listed.names >= $long_list AND listed.place > 1 AND of_edge.name_hash IS NOT NULL) AS edge_names
FROM listed
LEFT JOIN of_edge ON of_edge.site = listed.site AND of_edge.name_hash = listed.name_hash
GROUP BY listed.site
ORDER BY listed.site
