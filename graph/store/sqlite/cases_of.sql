-- :ids (list of people and organisations) -> (party, case, role, certainty), by the first three
WITH asked AS (
    SELECT n, id FROM people WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT n, id FROM organisations WHERE id IN (SELECT value FROM json_each(:ids))
)
SELECT a.id, c.id, p.role, p.certainty
FROM asked a CROSS JOIN party_to p ON p.source = a.n CROSS JOIN cases c ON c.n = p.target
ORDER BY a.id, c.id, p.role
