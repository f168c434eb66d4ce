-- Links between texts of which one can stand for the other say what is swapped; in others much differs by nature.
SELECT * REPLACE (
    CASE WHEN relation IN ('near', 'copy', 'contained', 'template')
        THEN [conflicts[2 * place + 1] || ' -> ' || conflicts[2 * place + 2] FOR place IN range(len(conflicts) // 2)]
        END AS conflicts)
FROM copy_links
