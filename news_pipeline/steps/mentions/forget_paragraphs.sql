-- Spans of paragraphs that no article has any more, or that another tagger reads now.
DELETE FROM paragraph_spans
WHERE NOT EXISTS (
    FROM article_paragraphs
    WHERE article_paragraphs.paragraph_hash = paragraph_spans.paragraph_hash
        AND article_paragraphs.tagger = paragraph_spans.tagger
)
