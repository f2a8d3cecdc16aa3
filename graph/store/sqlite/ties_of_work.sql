-- :ids (list of whistles, meetings, decisions, mediations, visits, warnings, consultations) -> (work, case, organisation), by (work, case); a row a case, one row with none
WITH work AS MATERIALIZED (
    SELECT n, id FROM whistles WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM meetings WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM decisions WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM mediations WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM visits WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM warnings WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT n, id FROM consultations WHERE id IN (SELECT value FROM json_each(:ids))
),
concerned AS (
    SELECT w.n, c.id AS "case" FROM work w JOIN about a ON a.source = w.n JOIN cases c ON c.n = a.target
    UNION
    SELECT w.n, c.id FROM work w JOIN about a ON a.source = w.n JOIN part_of p ON p.target = a.target JOIN cases c ON c.n = p.source
),
doer AS (
    SELECT w.n, b.target FROM work w JOIN by_ b ON b.source = w.n
    UNION ALL SELECT w.n, l.target FROM work w JOIN led_by l ON l.source = w.n
),
own AS (SELECT d.n, min(o.id) AS id FROM doer d JOIN organisations o ON o.n = d.target GROUP BY d.n),
through AS (
    SELECT d.n, min(o.id) AS id
    FROM doer d JOIN officers f ON f.n = d.target JOIN member_of m ON m.source = f.n JOIN organisations o ON o.n = m.target
    GROUP BY d.n
)
SELECT w.id, k."case", coalesce(own.id, through.id)
FROM work w LEFT JOIN concerned k ON k.n = w.n LEFT JOIN own ON own.n = w.n LEFT JOIN through ON through.n = w.n
ORDER BY w.id, k."case"
