-- Keys that the loop has not seen as they are now, or has seen by other code; and keys that are no longer its input.
-- `inputs` (key, input_hash) is put in front of this.
SELECT inputs.key
FROM inputs
LEFT JOIN ledger ON ledger.stage = $stage AND ledger.key = inputs.key
WHERE ledger.key IS NULL
   OR ledger.input_hash IS DISTINCT FROM inputs.input_hash
   OR ledger.code_version <> $code_version
UNION ALL
SELECT key FROM ledger WHERE stage = $stage AND key NOT IN (SELECT key FROM inputs)
