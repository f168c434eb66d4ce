-- Every story; its input is its articles' texts and dates.
SELECT members.story_id AS key,
    bit_xor(md5_number_lower(members.article_id || ' ' || CAST(weighed.output_hash AS VARCHAR) || ' ' || CAST(described.output_hash AS VARCHAR))) AS input_hash
FROM story_members AS members
JOIN ledger AS weighed ON weighed.stage = 'story_terms' AND weighed.key = members.article_id
JOIN ledger AS described ON described.stage = 'article_metadata' AND described.key = members.article_id
GROUP BY members.story_id
