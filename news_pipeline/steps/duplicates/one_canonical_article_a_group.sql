SELECT duplicate_group_id, count(*) AS members, count(*) FILTER (is_canonical) AS canonical_members
FROM group_members
GROUP BY duplicate_group_id
HAVING canonical_members <> 1
UNION ALL
SELECT ledger.key, 0, 0
FROM ledger
JOIN ledger AS grouped ON grouped.stage = 'duplicate_groups' AND grouped.key = ledger.key
ANTI JOIN group_members ON group_members.article_id = ledger.key
WHERE ledger.stage = 'copy_links'
