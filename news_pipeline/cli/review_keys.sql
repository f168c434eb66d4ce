-- Names that some document explains by a longer one.
SELECT DISTINCT entity_type || ':' || entity_key AS key FROM entity_hints WHERE kind IN ('surname', 'acronym')
