-- What gets a refusal: a whole file once, else each record of the file's present version.
SELECT source_path AS source_uri, source_path FROM files WHERE source_path IN (SELECT unnest($whole))
UNION
SELECT raw_documents.source_uri, raw_documents.source_path
FROM raw_documents
JOIN files ON files.source_path = raw_documents.source_path AND files.content_hash = raw_documents.file_hash
WHERE raw_documents.article_id IN (SELECT unnest($ids)) AND raw_documents.source_path NOT IN (SELECT unnest($whole))
UNION
SELECT source_uri, source_path FROM reader_rejections
WHERE source_uri IN (SELECT unnest($refused)) AND source_path NOT IN (SELECT unnest($whole))
