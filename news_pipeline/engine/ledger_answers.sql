SELECT stage, count(*) AS entries,
    coalesce(bit_xor(output_hash), 0) AS answers_hash,
    bit_xor(xor(coalesce(output_hash, 0), md5_number_lower(concat_ws(' ', key, state, reason)))) AS contents_hash
FROM ledger
WHERE output_hash IS NOT NULL -- notes have none
GROUP BY stage
