-- Ids that the unit's articles would give a new group, and that groups outside the unit have.
SELECT DISTINCT duplicate_group_id
FROM group_members
WHERE duplicate_group_id IN (SELECT md5('duplicate_group ' || key) FROM unit)
  AND article_id NOT IN (SELECT key FROM unit)
