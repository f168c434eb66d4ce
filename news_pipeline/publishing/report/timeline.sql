-- The articles of the chosen stories, in time order, at most forty each.
SELECT story_id, position, day, day_is_inferred, is_first, coalesce(title, '(without a headline)') AS title,
    coalesce(outlet, outlet_domain, 'unknown outlet') AS outlet, agencies, is_canonical
FROM story_timeline
WHERE story_id IN (SELECT unnest($stories)) AND position <= 40
ORDER BY story_id, position
