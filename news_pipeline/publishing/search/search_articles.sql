-- Okapi BM25 (k = 1.2, b = 0.75) over any word of the question, as DuckDB's own fts extension reckons it.
-- What stands in "quotation marks" must be there as a phrase, in the title or in the body.
WITH phrases AS (
    SELECT search.words_in(quoted) AS words
    FROM (SELECT unnest(regexp_extract_all(query, '"([^"]*)"', 1)) AS quoted)
    WHERE len(search.words_in(quoted)) > 0
),
required AS (SELECT DISTINCT unnest(words) AS word FROM phrases),
asked_words AS (
    SELECT words.word_id, words.word,
        log10(1 + (totals.articles - words.article_count + 0.5) / (words.article_count + 0.5)) AS rarity,
        words.word IN (SELECT word FROM required) AS is_required
    FROM search.words AS words, (SELECT count(*) AS articles FROM search.documents) AS totals
    WHERE words.word IN (SELECT unnest(search.words_in(query)))
),
asked AS (SELECT *, row_number() OVER (ORDER BY is_required, rarity, word) AS telling FROM asked_words),
scored AS (
    SELECT documents.article_id, arg_max(asked.word, asked.telling) AS telling_word,
        sum(asked.rarity * postings.frequency * 2.2 / (postings.frequency
            + 1.2 * (0.25 + 0.75 * documents.word_count / (SELECT avg(word_count) FROM search.documents)))) AS score
    FROM search.postings AS postings
    JOIN asked ON asked.word_id = postings.word_id
    JOIN search.documents AS documents ON documents.document = postings.document
    GROUP BY documents.article_id
    HAVING count(*) FILTER (asked.is_required) = (SELECT count(*) FROM required)
),
found AS (
    SELECT scored.article_id, scored.score, scored.telling_word
    FROM scored
    JOIN articles ON articles.article_id = scored.article_id
    WHERE NOT EXISTS (
        SELECT 1
        FROM phrases
        WHERE NOT contains(
            CASE WHEN contains(query, '"') THEN concat(
                ' ', array_to_string(search.words_in(articles.title), ' '),
                ' | ', array_to_string(search.words_in(articles.body), ' '), ' '
            ) ELSE '' END,
            concat(' ', array_to_string(phrases.words, ' '), ' ')
        )
    )
    ORDER BY scored.score DESC, scored.article_id
    LIMIT at_most
),
folded AS (
    SELECT found.article_id, found.score, found.telling_word, lower(strip_accents(articles.body)) AS body
    FROM found
    JOIN articles ON articles.article_id = found.article_id
),
placed AS (
    -- where the word stands by itself; in scripts without spaces, where its sign stands
    SELECT article_id, score, greatest(1, coalesce(
        nullif(length(regexp_extract(body, '(?s)^(.*?[^\p{L}\p{N}])' || telling_word || '(?:[^\p{L}\p{N}]|$)', 1)), 0),
        strpos(body, telling_word)) - 80) AS start
    FROM folded
)
SELECT round(placed.score, 4) AS score, articles.article_id, articles.title, articles.published_date, articles.outlet,
    articles.url,
    -- whole words around the most telling word of the question
    regexp_replace(regexp_replace(
        CASE WHEN placed.start > 1 THEN '…' ELSE '' END || articles.body[placed.start:placed.start + 200]
            || CASE WHEN placed.start + 200 < length(articles.body) THEN '…' ELSE '' END,
        '^…\S*\s+|\s+\S*…$', ' … ', 'g'), '\s+', ' ', 'g') AS passage,
    articles.is_canonical, articles.is_current
FROM placed
JOIN articles ON articles.article_id = placed.article_id
ORDER BY placed.score DESC, placed.article_id
