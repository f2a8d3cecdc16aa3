-- :ids (list of people and organisations) -> (person, mention), by both
WITH asked AS (
    SELECT n, id FROM people WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT n, id FROM organisations WHERE id IN (SELECT value FROM json_each(:ids))
)
SELECT a.id, m.id
FROM asked a CROSS JOIN refers_to r ON r.target = a.n CROSS JOIN mentions m ON m.n = r.source
ORDER BY a.id, m.id
