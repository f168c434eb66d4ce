-- An id that is in use again redirects nowhere.
DELETE FROM id_redirects
WHERE kind = 'duplicate_group' AND old_id IN (SELECT duplicate_group_id FROM group_members)
