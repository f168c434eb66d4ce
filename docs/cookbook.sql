-- The questions of docs/cookbook.md. `python docs/make_cookbook.py` runs them on seeds/ and writes the page.

-- ## Unique articles
-- One text each: the canonical article of each group of copies, newest revision.
SELECT title, outlet, published_date, word_count
FROM unique_articles
ORDER BY published_date NULLS LAST, word_count DESC;

-- ## Articles by outlet and day
-- An article without a date of its own counts on the day that its company tells.
SELECT day, outlet, article_count, original_count
FROM outlet_days
ORDER BY day, outlet NULLS LAST;

-- ## Full-text search
-- BM25 over titles (three times) and bodies; no stemming, accents folded. A phrase in quotation marks must be there.
SELECT score, coalesce(title, '(no title)') AS title, passage
FROM search_articles('"shoot to kill" protesters')
LIMIT 3;

-- ## Who published first, who copied, with what lag, and what they changed
-- Each copy with its likely original and the rule that says so. Nothing is said about a lag unless both are dated.
SELECT coalesce(original.title, original.source_uri) AS original, original.outlet, copies.original_reason,
    coalesce(copy.title, copy.source_uri) AS copied_as, copy.outlet AS copied_by, copies.relation,
    copies.lag_days, copies.words_cut, copies.words_added
FROM copy_provenance AS copies
JOIN articles AS original ON original.article_id = copies.original_article_id
JOIN articles AS copy ON copy.article_id = copies.article_id
ORDER BY original, copied_as;

-- ## Who cut which paragraph of a wire text
-- Edits of copies against their likely originals, with offsets in both. `WHERE list_contains(original.agencies, 'Reuters')`
-- asks for one agency's texts.
SELECT coalesce(copy.outlet, copy.source_uri) AS copied_by, edits.kind, edits.words_cut, edits.words_added,
    edits.original_start_char, edits.original_passage[1:60] AS passage_cut
FROM copy_edits AS edits
JOIN articles AS original ON original.article_id = edits.original_article_id
JOIN articles AS copy ON copy.article_id = edits.article_id
WHERE edits.words_cut >= 20
ORDER BY copied_by, edits.edit_number;

-- ## Reach of a wire story
-- Groups that credit an agency: copies of the whole text, and other texts that quote passages of it.
SELECT title, agencies, article_count, outlets, quoting_count, first_published_date
FROM wire_reach
ORDER BY article_count + quoting_count DESC, title;

-- ## Which texts share passages with an article
SELECT other.source_uri, related.relation, round(related.coverage, 2) AS coverage, related.shared_words, related.longest_run
FROM related_articles AS related
JOIN articles AS one ON one.article_id = related.article_id
JOIN articles AS other ON other.article_id = related.other_article_id
WHERE one.source_uri LIKE '004%'
ORDER BY related.shared_words DESC, other.source_uri;

-- ## Timeline of a story
SELECT position, day, day_is_inferred, days_after_first, outlet, coalesce(title, '(no title)') AS title
FROM story_timeline
WHERE story_title LIKE '%Kazakhstan%'
ORDER BY position;

-- ## Who was first in a story, and on what evidence
-- `is_first` is true for the one article that is beyond doubt before every other stated one, else `first_among` lists
-- those that overlap.
SELECT timeline.outlet, timeline.is_first, len(timeline.first_among) AS overlapping, evidence.source, evidence.raw_text
FROM story_timeline AS timeline
LEFT JOIN article_evidence AS evidence ON evidence.article_id = timeline.article_id
    AND evidence.field = 'published' AND evidence.is_chosen
WHERE timeline.story_title LIKE '%Kazakhstan%'
ORDER BY timeline.position, evidence.source
LIMIT 5;

-- ## An entity by day
SELECT day, article_count, group_count, mention_count
FROM entity_days
WHERE name = 'Antony Blinken' AND entity_type = 'PERSON'
ORDER BY day;

-- ## Entities named together
SELECT name, other_name, other_entity_type, article_count, group_count, sentence_count
FROM entity_co_mentions
WHERE name = 'Antony Blinken' AND other_entity_type IN ('PERSON', 'ORG', 'GPE')
ORDER BY article_count DESC, sentence_count DESC, other_name
LIMIT 8;

-- ## People a week, by outlet
-- Each person is one row a week and outlet, however an article writes the name.
SELECT week, outlet, name, article_count, group_count
FROM person_weeks
QUALIFY row_number() OVER (PARTITION BY week, outlet_key ORDER BY article_count DESC, mention_count DESC, name) <= 2
ORDER BY week, outlet, article_count DESC, name
LIMIT 6;

-- ## Articles near a place
-- Within 800 km of Almaty; latitude, longitude, kilometres.
SELECT distance_km, place, country_code, coalesce(title, '(no title)') AS title, outlet
FROM articles_near(43.25, 76.95, 800)
LIMIT 5;

-- ## Coverage by country of outlet and country of place
-- Where outlets come from, and where what they tell takes place; copies of one text count once in `texts`.
SELECT outlet_country, country_code AS place_country, sum(article_count) AS articles, sum(group_count) AS texts
FROM country_coverage
WHERE outlet_country IS NOT NULL
GROUP BY ALL
ORDER BY articles DESC, outlet_country, place_country
LIMIT 6;

-- ## Places on the map
SELECT name, country_code, round(latitude, 2) AS latitude, round(longitude, 2) AS longitude, article_count
FROM entities
WHERE entity_type IN ('GPE', 'LOC', 'FAC') AND latitude IS NOT NULL
ORDER BY article_count DESC, name
LIMIT 5;

-- ## Articles without a date, with their inferred one
-- A day if a copy tells it, else the span that the story allows.
SELECT source_uri, title, inferred_date, inferred_from, inferred_to
FROM undated_articles
ORDER BY source_uri;

-- ## What changed between two revisions
-- A changed file, a newer version of an agency's item or another text at one address; `text_number` counts the texts.
SELECT revisions.url_key, revisions.revision_number, changes.removed, changes.added
FROM article_revisions AS revisions
JOIN revision_diffs AS changes ON changes.article_id = revisions.article_id
ORDER BY revisions.url_key, revisions.revision_number, changes.change_number
LIMIT 5;

-- ## What was cut from an article, and why
SELECT line_number, role, reason, text
FROM article_cuts
WHERE source_uri LIKE '001%'
ORDER BY line_number
LIMIT 8;

-- ## All evidence for a value
-- Losing candidates stay: this is why the article is dated as it is.
SELECT is_chosen, value, source, raw_text, precision, round(confidence, 2) AS confidence
FROM article_evidence
WHERE source_uri LIKE '004%' AND field = 'published'
ORDER BY is_chosen DESC, value, source;

-- ## What gave no article
SELECT stage, reason, count(*) AS documents
FROM rejected_documents
GROUP BY ALL
ORDER BY documents DESC;

-- ## What the last run did
-- Each run has a row in `pipeline_runs`: who started it, how it ended, what it refused, which versions it ran with.
SELECT step, done, refused
FROM run_steps
WHERE run_id = (SELECT arg_max(run_id, started_at) FROM pipeline_runs) AND done > 0
ORDER BY done DESC, step;

-- ## The snapshot itself
SELECT table_name, row_count
FROM snapshot_info
WHERE table_name IN ('articles', 'duplicate_groups', 'stories')
ORDER BY table_name;
