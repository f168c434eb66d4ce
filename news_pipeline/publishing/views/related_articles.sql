SELECT article_id_a AS article_id, article_id_b AS other_article_id,
    CASE WHEN relation <> 'contained' THEN relation
         WHEN coverage_a >= coverage_b THEN 'is contained in' ELSE 'contains' END AS relation,
    coverage_a AS coverage, coverage_b AS other_coverage, shared_words, longest_run, conflicts, judged
FROM duplicate_pairs
UNION ALL
SELECT article_id_b, article_id_a,
    CASE WHEN relation <> 'contained' THEN relation
         WHEN coverage_b > coverage_a THEN 'is contained in' ELSE 'contains' END,
    coverage_b, coverage_a, shared_words, longest_run,
    [array_to_string(list_reverse(string_split(conflict, ' -> ')), ' -> ') FOR conflict IN conflicts], judged
FROM duplicate_pairs
