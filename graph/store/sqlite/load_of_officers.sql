-- :now, :start, :end (ISO times or null), :first, :skip -> (officer, open, led, done, total), most open and led first, then done, then id
WITH open AS (
    SELECT n, id FROM cases WHERE status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')
),
told AS (
    SELECT (SELECT s.officer FROM steps s WHERE s."case" = c.id AND s.officer IS NOT NULL
            ORDER BY s.at DESC, s.id DESC LIMIT 1) AS officer,
           1 AS open, 0 AS led, 0 AS done
    FROM open c
    UNION ALL
    SELECT f.id, 0, count(DISTINCT l.source), 0
    FROM officers f CROSS JOIN led_by l ON l.target = f.n
    WHERE l.source IN (SELECT n FROM open)
      AND (l.since IS NULL OR l.since <= substr(:now, 1, 10)) AND (l.until IS NULL OR l.until >= substr(:now, 1, 10))
    GROUP BY f.id
    UNION ALL
    SELECT officer, 0, 0, count(DISTINCT "case") FROM steps
    WHERE kind = 'settle' AND officer IS NOT NULL AND coalesce(outcome, '') NOT IN ('failed', 'withdrawn')
      AND (:start IS NULL OR at >= :start) AND (:end IS NULL OR at < :end)
    GROUP BY officer
)
SELECT f.id, sum(open), sum(led), sum(done), count(*) OVER ()
FROM told JOIN officers f ON f.id = told.officer
GROUP BY f.id
ORDER BY sum(open) + sum(led) DESC, sum(done) DESC, f.id
LIMIT :first OFFSET :skip
