-- An id that is in use redirects nowhere. A redirect to an id that is gone leads on to where that one leads.
DELETE FROM id_redirects
WHERE kind = 'story' AND old_id IN (SELECT story_id FROM story_members);

UPDATE id_redirects SET new_id = onward.new_id
FROM id_redirects AS onward
WHERE id_redirects.kind = 'story' AND onward.kind = 'story' AND onward.old_id = id_redirects.new_id;

UPDATE story_changes SET changed_at = now() WHERE changed_at IS NULL
