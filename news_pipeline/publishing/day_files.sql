-- The hash of its rows that each file of a day keeps.
SELECT
    CAST(regexp_extract(file_name, 'published_date=([0-9-]+)', 1) AS DATE) AS day,
    decode(value) AS hash
FROM parquet_kv_metadata($files)
WHERE decode(key) = 'rows_hash';
