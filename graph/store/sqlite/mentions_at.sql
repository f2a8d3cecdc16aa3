-- :ids (list of places), :most -> (place, mention), by both, each once; a place that more than :most state gives none
WITH asked AS MATERIALIZED (
    SELECT n, id FROM places WHERE id IN (SELECT value FROM json_each(:ids))
),
told AS MATERIALIZED (
    SELECT n, id FROM asked
    WHERE (SELECT count(*) FROM (SELECT 1 FROM stated_at s WHERE s.target = asked.n LIMIT :most + 1)) <= :most
)
SELECT DISTINCT told.id, m.id
FROM told CROSS JOIN stated_at s ON s.target = told.n CROSS JOIN mentions m ON m.n = s.source
ORDER BY told.id, m.id
