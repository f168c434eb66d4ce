-- The documents that are to be done again. A condition that is NULL holds for all. `day` is the key of the stories of
-- their day.
SELECT raw_documents.article_id, raw_documents.source_path, CAST(metadata.published_date AS VARCHAR) AS day
FROM raw_documents
LEFT JOIN article_metadata AS metadata ON metadata.article_id = raw_documents.article_id
WHERE ($source IS NULL OR raw_documents.source_uri GLOB $source)
  AND ($outlet IS NULL OR lower($outlet) IN (lower(metadata.outlet), lower(metadata.outlet_domain)))
  AND ($published_from IS NULL OR metadata.published_date >= $published_from)
  AND ($published_to IS NULL OR metadata.published_date <= $published_to)
UNION ALL
-- files and records that the readers refused
SELECT NULL, reader_rejections.source_path, NULL
FROM reader_rejections
WHERE ($source IS NULL OR reader_rejections.source_uri GLOB $source)
  AND $outlet IS NULL AND $published_from IS NULL AND $published_to IS NULL
