SELECT url_key, article_id, revision_number, words_added, words_removed
FROM revision_changes
