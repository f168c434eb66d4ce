-- What a loop has to do: keys that it has not seen, or has seen with another input or by other code.
-- `inputs` (key, input_hash, byte_size) is put in front of this. Chunks are bounded by documents and by bytes.
, todo AS (
    SELECT inputs.key, inputs.input_hash, inputs.byte_size, ledger.key IS NOT NULL AS seen
    FROM inputs
    LEFT JOIN ledger ON ledger.stage = $stage AND ledger.key = inputs.key
    WHERE ledger.key IS NULL
       OR ledger.input_hash IS DISTINCT FROM inputs.input_hash
       OR ledger.code_version <> $code_version
),
placed AS (
    SELECT todo.*, coalesce(raw_documents.arrival, 0) AS arrival,
        row_number() OVER arrived - 1 AS position,
        sum(todo.byte_size) OVER arrived AS bytes_so_far
    FROM todo
    LEFT JOIN raw_documents ON raw_documents.article_id = todo.key
    WINDOW arrived AS (ORDER BY coalesce(raw_documents.arrival, 0), todo.key ROWS UNBOUNDED PRECEDING)
)
SELECT key, input_hash, seen, byte_size, position,
    dense_rank() OVER (ORDER BY position // $documents, bytes_so_far // $bytes) - 1 AS chunk
FROM placed
