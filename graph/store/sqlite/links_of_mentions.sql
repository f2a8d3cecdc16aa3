-- :ids (list of mentions) -> (mention, type, other, detail, since, until, also), by the first four
WITH asked AS (
    SELECT n, id FROM mentions WHERE id IN (SELECT value FROM json_each(:ids))
)
SELECT a.id, 'mentioned_in', other.id, e.role, NULL, NULL, NULL
FROM asked a CROSS JOIN mentioned_in e ON e.source = a.n CROSS JOIN node other ON other.n = e.target
UNION ALL
SELECT a.id, 'stated_at', other.id, e.tenure, e.since, e.until, e.also
FROM asked a CROSS JOIN stated_at e ON e.source = a.n CROSS JOIN node other ON other.n = e.target
UNION ALL
SELECT a.id, 'refers_to', other.id, e.certainty, NULL, NULL, NULL
FROM asked a CROSS JOIN refers_to e ON e.source = a.n CROSS JOIN node other ON other.n = e.target
ORDER BY 1, 2, 3, 4
