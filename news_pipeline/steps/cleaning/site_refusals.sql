-- Sites whose newest documents give no article far more often than those before. Sites, as the outlet of a document
-- without a body is not known. Newest is the last day on which anything of the site arrived. Both sides need 20.
WITH placed AS (
    SELECT document_sites.site, CAST(raw_documents.arrived_at AS DATE) AS arrived, refused.key IS NOT NULL AS is_refused
    FROM document_sites
    JOIN raw_documents ON raw_documents.article_id = document_sites.article_id
    LEFT JOIN clean_articles_refused AS refused ON refused.key = document_sites.article_id
    WHERE refused.key IS NOT NULL OR document_sites.article_id IN (SELECT key FROM clean_articles_done)
),
newest AS (SELECT site, max(arrived) AS arrived FROM placed GROUP BY site),
compared AS (
    SELECT placed.site, placed.arrived = newest.arrived AS is_new, count(*) AS documents,
        avg(CAST(is_refused AS INTEGER)) AS refused
    FROM placed
    JOIN newest ON newest.site = placed.site
    GROUP BY placed.site, is_new
    HAVING documents >= 20
)
SELECT now.site, now.documents, past.documents AS documents_before,
    round(now.refused, 2) AS refused, round(past.refused, 2) AS refused_before
FROM compared AS now
JOIN compared AS past ON past.site = now.site AND NOT past.is_new
WHERE now.is_new AND now.refused - past.refused > 0.2
ORDER BY now.site
