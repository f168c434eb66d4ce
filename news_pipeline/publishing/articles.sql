-- Articles that every step has finished. An article whose body or metadata has changed since it was tagged is pending.
-- Texts are joined at the end, so that the window does not carry them.
WITH finished AS (
    SELECT
        raw_documents.article_id,
        raw_documents.source_uri,
        raw_documents.content_hash,
        raw_documents.arrived_at,
        revisions.revision_number,
        raw_documents.is_current
            AND revisions.revision_number = max(revisions.revision_number) FILTER (raw_documents.is_current) OVER (PARTITION BY revisions.url_key, revisions.text_number)
            AS is_current,
        places.duplicate_group_id,
        places.is_canonical,
        places.story_id
    FROM raw_documents
    JOIN article_revisions AS revisions ON revisions.article_id = raw_documents.article_id
    JOIN article_sets AS places ON places.article_id = raw_documents.article_id
    SEMI JOIN settled_articles ON settled_articles.key = raw_documents.article_id
)
SELECT
    finished.article_id,
    finished.source_uri,
    finished.content_hash,
    metadata.title,
    clean_articles.body,
    clean_articles.captions,
    metadata.language,
    clean_articles.word_count,
    clean_articles.page_kind,
    clean_articles.page_kind_probability,
    clean_articles.is_complete,
    clean_articles.incomplete_reason,
    metadata.published_date,
    metadata.published_at,
    metadata.published_utc_offset_minutes,
    metadata.published_precision,
    metadata.published_from,
    metadata.published_to,
    metadata.published_source,
    metadata.updated_at,
    inferred_dates.inferred_date,
    inferred_dates.inferred_from,
    inferred_dates.inferred_to,
    metadata.url,
    metadata.original_url,
    metadata.outlet,
    metadata.outlet_domain,
    metadata.outlet_source,
    metadata.outlet_country,
    metadata.agencies,
    metadata.contributing_agencies,
    metadata.authors,
    metadata.section,
    metadata.article_kind,
    metadata.is_free,
    metadata.keywords,
    metadata.image_url,
    metadata.image_credit,
    finished.revision_number,
    finished.is_current,
    finished.duplicate_group_id,
    finished.is_canonical,
    finished.story_id,
    finished.arrived_at
FROM finished
JOIN clean_articles ON clean_articles.article_id = finished.article_id
JOIN article_metadata AS metadata ON metadata.article_id = finished.article_id
LEFT JOIN inferred_dates ON inferred_dates.article_id = finished.article_id
