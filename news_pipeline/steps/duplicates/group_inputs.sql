-- Every compared article: its links, and what decides who is canonical.
SELECT linked.key, linked.output_hash AS links_hash, described.output_hash AS metadata_hash
FROM copy_links_done AS linked
JOIN article_metadata_done AS described ON described.key = linked.key
