-- :least, :start, :end (ISO times or null), :first, :skip -> (organisation, cases, helped, last_at, total), most cases first, then id
WITH idle AS (
    SELECT o.n, o.id FROM organisations o
    WHERE NOT EXISTS (SELECT 1 FROM led_by l WHERE l.target = o.n)
      AND NOT EXISTS (SELECT 1 FROM member_of m JOIN officers f ON f.n = m.source JOIN led_by l ON l.target = f.n
                      WHERE m.target = o.n)
),
stepped AS (
    SELECT i.n, i.id, s."case", max(s.at) AS last_at
    FROM idle i CROSS JOIN steps s ON s.organisation = i.id
    WHERE (:start IS NULL OR s.at >= :start) AND (:end IS NULL OR s.at < :end)
    GROUP BY i.n, i.id, s."case"
),
counted AS (
    SELECT s.n, s.id, count(*) AS cases, max(s.last_at) AS last_at
    FROM stepped s CROSS JOIN cases c ON c.id = s."case"
    WHERE NOT EXISTS (SELECT 1 FROM received_by r WHERE r.source = c.n AND r.target = s.n)
    GROUP BY s.n, s.id HAVING count(*) >= :least
)
SELECT c.id, c.cases, (SELECT count(DISTINCT h.source) FROM helped_by h WHERE h.target = c.n), c.last_at,
       count(*) OVER ()
FROM counted c
ORDER BY c.cases DESC, c.id
LIMIT :first OFFSET :skip
