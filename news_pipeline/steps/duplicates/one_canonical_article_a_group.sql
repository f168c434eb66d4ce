SELECT duplicate_group_id, count(*) AS members, count(*) FILTER (is_canonical) AS canonical_members
FROM group_members
GROUP BY duplicate_group_id
HAVING canonical_members <> 1
UNION ALL
SELECT linked.key, 0, 0
FROM copy_links_done AS linked
JOIN duplicate_groups_done AS grouped ON grouped.key = linked.key
ANTI JOIN group_members ON group_members.article_id = linked.key
