-- The newest document of that source_uri or article_id, with its site and its group of copies.
WITH sizes AS (
    SELECT duplicate_group_id, count(*) AS group_size,
        any_value(article_id) FILTER (is_canonical) AS canonical_id
    FROM group_members
    GROUP BY duplicate_group_id
)
SELECT document.article_id, document.source_uri, document.media_type, document.text, document.is_current,
    sites.site, sites.found_in, members.is_canonical, sizes.group_size, canonical.source_uri AS canonical_uri
FROM raw_documents AS document
LEFT JOIN document_sites AS sites ON sites.article_id = document.article_id
LEFT JOIN group_members AS members ON members.article_id = document.article_id
LEFT JOIN sizes ON sizes.duplicate_group_id = members.duplicate_group_id
LEFT JOIN raw_documents AS canonical ON canonical.article_id = sizes.canonical_id
WHERE $wanted IN (document.source_uri, document.article_id)
ORDER BY document.is_current DESC, document.arrival DESC
LIMIT 1
