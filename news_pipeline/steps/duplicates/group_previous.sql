SELECT article_id, duplicate_group_id FROM group_members WHERE article_id IN (SELECT key FROM unit)
