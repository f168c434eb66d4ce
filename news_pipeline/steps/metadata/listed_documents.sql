-- What sitemaps say of documents, by the address that was found for them.
SELECT DISTINCT metadata.article_id, listed.field, listed."value", listed.place
FROM listed_addresses AS listed
JOIN article_metadata AS metadata ON metadata.url_key = listed.url_key
