SELECT problem FROM correction_problems ORDER BY problem
