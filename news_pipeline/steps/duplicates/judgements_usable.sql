-- Lines that cannot be read, and lines that name a document that is not there (yet).
SELECT problem FROM judgement_problems
UNION ALL
SELECT format('line {}: no document has the article_id or source_uri {}', line, name)
FROM (
    SELECT line, name_a AS name FROM judgements
    UNION ALL
    SELECT line, name_b FROM judgements
) AS named
WHERE name NOT IN (SELECT article_id FROM raw_documents) AND name NOT IN (SELECT source_uri FROM raw_documents)
ORDER BY 1
