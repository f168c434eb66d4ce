-- The words of a text as the index has them: small letters without accents, digits too; scripts that are written
-- without spaces give one word a character. A sign or a space ends a word, so that "don't" is two. No stemming.
regexp_extract_all(
    regexp_replace(
        lower(strip_accents(written)),
        '([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])', ' \1 ', 'g'
    ),
    '[\p{L}\p{N}]+'
)
