-- Lines that many different documents of one site share: how many share them, and where in them they stand.
-- All texts of one URL are one document, and so are texts with the same lines, whatever their URLs.
WITH texts AS (
    SELECT article_id, site, min(document_key) OVER (PARTITION BY site, text_hash) AS document
    FROM document_sites
    WHERE site IN (SELECT key FROM unit)
),
lines AS (
    SELECT texts.site, texts.document, document_lines.*
    FROM texts
    JOIN document_lines ON document_lines.article_id = texts.article_id
),
documents_of_line AS (
    SELECT site, line_hash, count(DISTINCT document) AS documents
    FROM lines
    GROUP BY site, line_hash
),
placed AS (
    SELECT lines.*, documents_of_line.documents = 1 AS is_own
    FROM lines
    JOIN documents_of_line ON documents_of_line.site = lines.site AND documents_of_line.line_hash = lines.line_hash
),
-- versions of one story at several URLs share most of their words: they are no evidence
different AS (
    SELECT article_id, site, any_value(document) AS document,
        min(line_number) FILTER (is_own) AS first_own, max(line_number) FILTER (is_own) AS last_own
    FROM placed
    GROUP BY article_id, site
    HAVING 2 * sum(word_count) FILTER (is_own) >= sum(word_count)
),
sites AS (
    SELECT site, count(DISTINCT document) AS site_document_count
    FROM different
    GROUP BY site
)
SELECT placed.site, placed.line_hash,
    count(DISTINCT placed.document) AS document_count,
    sites.site_document_count,
    count(DISTINCT placed.document)
        FILTER (placed.line_number NOT BETWEEN different.first_own AND different.last_own) AS edge_count
FROM placed
JOIN different ON different.article_id = placed.article_id
JOIN sites ON sites.site = placed.site
WHERE NOT placed.is_own
GROUP BY placed.site, placed.line_hash, sites.site_document_count
HAVING count(DISTINCT placed.document) >= $fewest_documents
    OR count(DISTINCT placed.document) >= greatest($fewest_sharing, $min_share_sharing * sites.site_document_count)
ORDER BY placed.site, placed.line_hash
