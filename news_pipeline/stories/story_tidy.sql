-- An id that lives again, or still, leads nowhere else.
DELETE FROM id_redirects
WHERE kind = 'story' AND old_id IN (SELECT story_id FROM story_members)
