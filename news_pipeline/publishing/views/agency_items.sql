-- An article that an agency sent as an item, with what the agency says of its use, and the notice that withdraws it.
WITH said AS (
    SELECT article_id,
        min("value") FILTER (field = 'item') AS item,
        max("value") FILTER (field = 'version') AS version,
        min("value") FILTER (field = 'status') AS status,
        max("value") FILTER (field = 'embargo') AS embargo,
        min("value") FILTER (field = 'urgency') AS urgency,
        min("value") FILTER (field = 'slug') AS slug,
        list(DISTINCT "value" ORDER BY "value") FILTER (field = 'subject') AS subjects,
        min("value") FILTER (field = 'note') AS note
    FROM metadata_evidence
    WHERE is_chosen AND field IN ('item', 'version', 'status', 'embargo', 'urgency', 'slug', 'subject', 'note')
    GROUP BY article_id
    HAVING bool_or(field IN ('version', 'status', 'embargo', 'urgency', 'slug'))
),
notices AS (
    SELECT regexp_extract(detail, '^item (\S+) is ', 1) AS item, min(source_uri) AS withdrawn_by
    FROM rejected_documents
    WHERE reason = 'withdrawn'
    GROUP BY ALL
)
SELECT articles.article_id, articles.source_uri, articles.title, articles.revision_number, articles.is_current,
    said.item, said.version, said.status, said.embargo,
    -- a moment without its offset may be that of any clock
    CASE WHEN regexp_matches(said.embargo, 'T.*(Z|[+-]\d\d:?\d\d)$')
        THEN coalesce(
            try_cast(said.embargo AS TIMESTAMPTZ),
            try_strptime(replace(said.embargo, 'Z', '+00'), '%Y%m%dT%H%M%S%z')
        )
    END AS embargoed_until,
    said.urgency, said.slug, said.subjects, said.note, notices.withdrawn_by
FROM said
JOIN articles ON articles.article_id = said.article_id
LEFT JOIN notices ON notices.item = said.item
