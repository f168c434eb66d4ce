-- Every day with canonical articles. A day's stories depend on its articles' links, on those of the days in the window before it, and
-- on the stories that these are in.
WITH dated AS (
    SELECT metadata.article_id, metadata.published_date AS day,
        md5_number_lower(metadata.article_id || ' ' || CAST(linked.output_hash AS VARCHAR) || ' ' || CAST(metadata.published_date AS VARCHAR)) AS link_hash,
        md5_number_lower(metadata.article_id || ' ' || members.story_id) AS story_hash
    FROM story_links_done AS linked
    JOIN article_metadata AS metadata ON metadata.article_id = linked.key AND metadata.published_date IS NOT NULL
    LEFT JOIN story_members AS members ON members.article_id = linked.key AND members.day = metadata.published_date
),
days AS (SELECT DISTINCT day FROM dated)
SELECT CAST(days.day AS VARCHAR) AS key,
    bit_xor(dated.link_hash) AS links_hash,
    bit_xor(dated.story_hash) FILTER (dated.day < days.day) AS stories_before_hash
FROM days
JOIN dated ON dated.day BETWEEN days.day - $window_days AND days.day
GROUP BY days.day
