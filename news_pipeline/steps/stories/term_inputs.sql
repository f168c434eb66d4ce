-- Title and body of canonical articles. Copies inherit the story.
SELECT members.article_id AS key, raw_documents.byte_size,
    cleaned.output_hash AS cleaned_hash,
    described.output_hash AS metadata_hash
FROM group_members AS members
JOIN clean_articles_done AS cleaned ON cleaned.key = members.article_id
JOIN article_metadata_done AS described ON described.key = members.article_id
JOIN raw_documents ON raw_documents.article_id = members.article_id
WHERE members.is_canonical
