-- :ids (list of matters), :stages (list, the lowest first), :warnings (list of levels, the highest first) -> (matter, size, first_at, last_at, open, participants, stage, warning, unhandled), by matter
WITH asked AS (
    SELECT n, id FROM matters WHERE id IN (SELECT value FROM json_each(:ids))
),
held AS MATERIALIZED (
    SELECT a.n AS matter, c.n, c.received_at, c.status, c.stage
    FROM asked a CROSS JOIN part_of b ON b.target = a.n CROSS JOIN cases c ON c.n = b.source
),
counted AS (
    SELECT
        matter, count(*) AS size, min(received_at) AS first_at, max(received_at) AS last_at,
        sum(status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')) AS open
    FROM held GROUP BY matter
),
asking AS (
    SELECT h.matter, count(DISTINCT p.source) AS participants
    FROM held h CROSS JOIN party_to p ON p.target = h.n CROSS JOIN people ON people.n = p.source
    WHERE p.role IN ('applicant', 'reporter', 'party')
    GROUP BY h.matter
),
reached AS (
    SELECT h.matter, max(s.key) AS rank FROM held h JOIN json_each(:stages) s ON s.value = h.stage GROUP BY h.matter
),
warned AS (
    SELECT DISTINCT s.matter, w.n, w.level, w.handled_on
    FROM (SELECT matter, n FROM held UNION ALL SELECT n, n FROM asked) s
    CROSS JOIN about a ON a.target = s.n CROSS JOIN warnings w ON w.n = a.source
),
raised AS (
    SELECT w.matter, min(l.key) AS rank, count(DISTINCT CASE WHEN w.handled_on IS NULL THEN w.n END) AS unhandled
    FROM warned w LEFT JOIN json_each(:warnings) l ON l.value = w.level
    GROUP BY w.matter
)
SELECT
    a.id, coalesce(k.size, 0), k.first_at, k.last_at, coalesce(k.open, 0), coalesce(g.participants, 0),
    (SELECT s.value FROM json_each(:stages) s WHERE s.key = r.rank),
    (SELECT l.value FROM json_each(:warnings) l WHERE l.key = w.rank),
    coalesce(w.unhandled, 0)
FROM asked a
LEFT JOIN counted k ON k.matter = a.n
LEFT JOIN asking g ON g.matter = a.n
LEFT JOIN reached r ON r.matter = a.n
LEFT JOIN raised w ON w.matter = a.n
ORDER BY a.id
