-- What did not come in, by reason, with three examples each.
SELECT reason, any_value(meaning) AS meaning, any_value(advice) AS advice, count(*) AS documents,
    list(source_uri || ': ' || detail ORDER BY source_uri)[1:3] AS examples
FROM rejected_documents
GROUP BY reason
ORDER BY documents DESC, reason
