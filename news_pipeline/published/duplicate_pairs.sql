-- Each member with its group's canonical article, and between groups the pairs of which at least one side is canonical:
-- 300 reprints of one text give 299 rows. Twins are equal by their hash: they need no link of their own to be a pair.
SELECT links.article_id_a, links.article_id_b, links.relation, links.coverage_a, links.coverage_b,
    links.shared_words, links.shared_unquoted_words, links.longest_run
FROM copy_links AS links
JOIN group_members AS a ON a.article_id = links.article_id_a
JOIN group_members AS b ON b.article_id = links.article_id_b
WHERE links.relation <> 'exact' AND (a.is_canonical OR b.is_canonical)
UNION ALL
SELECT least(member.article_id, canonical.article_id), greatest(member.article_id, canonical.article_id),
    'exact', 1, 1, keys.token_count, NULL, keys.token_count
FROM group_members AS member
JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
JOIN article_keys AS keys ON keys.article_id = member.article_id
JOIN article_keys AS canonical_keys ON canonical_keys.article_id = canonical.article_id
WHERE NOT member.is_canonical AND keys.exact_hash = canonical_keys.exact_hash
