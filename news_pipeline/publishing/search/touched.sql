-- Articles whose title or body is another than in the snapshot, which are new in it, or gone.
SELECT article_id
FROM snapshot.articles
WHERE article_id NOT IN (SELECT article_id FROM wanted)
UNION ALL
SELECT wanted.article_id
FROM wanted
LEFT JOIN snapshot.articles AS before ON before.article_id = wanted.article_id
WHERE NOT wanted.is_same
  AND (before.article_id IS NULL OR hash(before.title, before.body) <> hash(wanted.title, wanted.body))
