SELECT articles.article_id, articles.source_uri, articles.title, evidence.field, evidence.is_chosen, evidence.value,
    evidence.source, evidence.raw_text, evidence.precision, evidence.confidence
FROM metadata_evidence AS evidence
JOIN articles ON articles.article_id = evidence.article_id
