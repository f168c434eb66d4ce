-- What the readers refused, and what cleaning refused. An acceptance later takes the row away by itself.
WITH refused AS (
    SELECT source_uri, 'raw_documents' AS stage, reason, detail, code_version, content_hash, rejected_at
    FROM reader_rejections
    UNION ALL
    SELECT raw_documents.source_uri, ledger.stage, ledger.reason, ledger.detail, ledger.code_version,
        raw_documents.content_hash, ledger.processed_at
    FROM ledger
    JOIN raw_documents ON raw_documents.article_id = ledger.key
    WHERE ledger.state = 'rejected'
)
SELECT refused.*, reasons.meaning, reasons.advice
FROM refused
LEFT JOIN rejection_reasons AS reasons ON reasons.stage = refused.stage AND reasons.reason = refused.reason
