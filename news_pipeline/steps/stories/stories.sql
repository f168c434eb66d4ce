SELECT descriptions.story_id, descriptions.title, descriptions.top_terms,
    min(metadata.published_date) AS first_published_date,
    max(metadata.published_date) AS last_published_date,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT places.duplicate_group_id) AS INTEGER) AS group_count,
    CAST(count(DISTINCT coalesce(metadata.outlet_domain, metadata.outlet)) AS INTEGER) AS outlet_count,
    coalesce(list_sort(list(DISTINCT coalesce(metadata.outlet, metadata.outlet_domain))
                       FILTER (coalesce(metadata.outlet, metadata.outlet_domain) IS NOT NULL)), []) AS outlets
FROM story_descriptions AS descriptions
JOIN article_sets AS places ON places.story_id = descriptions.story_id
JOIN article_metadata AS metadata ON metadata.article_id = places.article_id
GROUP BY ALL
