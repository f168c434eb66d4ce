SELECT canonical.duplicate_group_id, canonical.article_id AS canonical_article_id, canonical.canonical_reason,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT coalesce(metadata.outlet_domain, metadata.outlet)) AS INTEGER) AS outlet_count
FROM group_members AS canonical
JOIN group_members AS members ON members.duplicate_group_id = canonical.duplicate_group_id
JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
WHERE canonical.is_canonical
GROUP BY ALL
