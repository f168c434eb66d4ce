WITH unfolded AS (
    SELECT run_id, started_at, unnest(from_json(steps,
        '[{"step": "VARCHAR", "done": "BIGINT", "refused": "BIGINT", "withdrawn": "BIGINT", "seconds": "DOUBLE"}]'
    )) AS part
    FROM pipeline_runs
)
SELECT run_id, started_at, part.step, part.done, part.refused, part.withdrawn, part.seconds
FROM unfolded
