-- :before (ISO time), :first, :skip -> (case, last_at, last, by, total), longest ago first, then id
WITH stood AS (
    SELECT c.id, c.received_at,
           (SELECT max(s.at) FROM steps s WHERE s."case" = c.id AND s.kind <> 'supervise') AS stepped_at
    FROM cases c
    WHERE c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected', 'paused')
),
page AS (
    SELECT id, coalesce(stepped_at, received_at) AS last_at, stepped_at, count(*) OVER () AS total
    FROM stood
    WHERE coalesce(stepped_at, received_at) < :before
    ORDER BY 2, id
    LIMIT :first OFFSET :skip
)
SELECT p.id, p.last_at, s.kind, s.organisation, p.total
FROM page p LEFT JOIN steps s ON s.id = (
    SELECT x.id FROM steps x WHERE x."case" = p.id AND x.at = p.stepped_at AND x.kind <> 'supervise'
    ORDER BY x.id DESC LIMIT 1
)
ORDER BY p.last_at, p.id
