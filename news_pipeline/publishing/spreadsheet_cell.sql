CASE WHEN regexp_matches(written, '^\s*[=+@＝＋－＠|%-]') OR regexp_matches(written, '^[\t\r\n]') THEN '''' || written ELSE written END
