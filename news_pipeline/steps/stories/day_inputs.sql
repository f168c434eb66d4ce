-- A day's stories depend on its articles' links, on those of the days in the window before it, and on the stories that
-- these are in. `days` (day) is put in front of this; those without canonical articles are left out.
, near_days AS (
    SELECT day, day - CAST(unnest(range($window_days + 1)) AS INTEGER) AS near_day
    FROM days
),
articles_near AS (
    SELECT article_id, published_date AS day
    FROM article_metadata
    WHERE published_date IN (SELECT near_day FROM near_days)
),
dated AS (
    SELECT articles_near.day,
        md5_number_lower(articles_near.article_id || ' ' || CAST(linked.output_hash AS VARCHAR) || ' ' || CAST(articles_near.day AS VARCHAR)) AS link_hash,
        md5_number_lower(articles_near.article_id || ' ' || members.story_id) AS story_hash
    FROM articles_near
    JOIN story_links_done AS linked ON linked.key = articles_near.article_id
    LEFT JOIN story_members AS members ON members.article_id = articles_near.article_id AND members.day = articles_near.day
)
SELECT CAST(near_days.day AS VARCHAR) AS key,
    count(*) FILTER (dated.day = near_days.day) AS article_count,
    bit_xor(dated.link_hash) AS links_hash,
    bit_xor(dated.story_hash) FILTER (dated.day < near_days.day) AS stories_before_hash
FROM near_days
JOIN dated ON dated.day = near_days.near_day
GROUP BY near_days.day
HAVING article_count > 0
