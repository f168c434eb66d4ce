-- What the readers refused, and what a loop refused. A row goes by itself when its document is accepted later.
WITH refused AS (
    SELECT source_uri, 'raw_documents' AS stage, reason, detail, code_version, content_hash, rejected_at
    FROM reader_rejections
    UNION ALL
    SELECT raw_documents.source_uri, refusals.stage, refusals.reason, refusals.detail, refusals.code_version,
        raw_documents.content_hash, refusals.processed_at
    FROM ledger_refusals AS refusals
    JOIN raw_documents ON raw_documents.article_id = refusals.key
)
SELECT refused.*, reasons.meaning, reasons.advice
FROM refused
LEFT JOIN rejection_reasons AS reasons ON reasons.stage = refused.stage AND reasons.reason = refused.reason
