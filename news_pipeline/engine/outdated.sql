-- Keys that the loop has not seen as they are now, or has seen by other code; and keys that are no longer its input.
WITH found AS (
    SELECT inputs.key, inputs.weight
    FROM set_inputs AS inputs
    LEFT JOIN ledger ON ledger.stage = $stage AND ledger.key = inputs.key
    WHERE ledger.key IS NULL
       OR ledger.input_hash IS DISTINCT FROM inputs.input_hash
       OR ledger.code_version <> $code_version
    UNION ALL
    SELECT key, 1 FROM ledger WHERE stage = $stage AND key NOT IN (SELECT key FROM set_inputs)
)
SELECT key, sum(weight) OVER (ORDER BY key ROWS UNBOUNDED PRECEDING) - weight AS place
FROM found
