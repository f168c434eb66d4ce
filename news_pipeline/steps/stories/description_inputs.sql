-- Every story: its articles' texts and dates.
SELECT members.story_id AS key,
    bit_xor(md5_number_lower(members.article_id || ' ' || CAST(weighed.output_hash AS VARCHAR) || ' ' || CAST(described.output_hash AS VARCHAR))) AS articles_hash
FROM story_members AS members
JOIN story_terms_done AS weighed ON weighed.key = members.article_id
JOIN article_metadata_done AS described ON described.key = members.article_id
GROUP BY members.story_id
