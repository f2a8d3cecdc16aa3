-- :least, :open (null, true, false), :now, :first, :skip -> (matter, departments, cases, open, leads, last_at, total), most departments first, then most open cases, then id
WITH wanted AS (
    SELECT m.n, m.id,
           (SELECT count(DISTINCT l.target) FROM led_by l
            WHERE l.source = m.n AND (l.since IS NULL OR l.since <= substr(:now, 1, 10))
              AND (l.until IS NULL OR l.until >= substr(:now, 1, 10))) AS leads
    FROM matters m
    WHERE :open IS NOT TRUE
       OR m.n IN (SELECT b.target FROM cases c CROSS JOIN part_of b ON b.source = c.n
                  WHERE c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected'))
),
unled AS MATERIALIZED (
    SELECT w.n, w.id, w.leads, count(c.n) AS cases, max(c.received_at) AS last_at,
           coalesce(sum(c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')), 0) AS open
    FROM wanted w LEFT JOIN part_of b ON b.target = w.n LEFT JOIN cases c ON c.n = b.source
    WHERE w.leads <> 1
    GROUP BY w.n
    HAVING :open IS NULL OR :open = (open > 0)
),
held AS (
    SELECT n AS matter, n AS subject FROM unled
    UNION ALL
    SELECT u.n, b.source FROM unled u CROSS JOIN part_of b ON b.target = u.n
),
part AS (
    SELECT h.matter, r.target AS organisation FROM held h CROSS JOIN received_by r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN handed_to r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN led_by r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN helped_by r ON r.source = h.subject
),
counted AS (
    SELECT part.matter, count(*) AS departments
    FROM part JOIN organisations o ON o.n = part.organisation
    GROUP BY part.matter HAVING count(*) >= :least
)
SELECT u.id, c.departments, u.cases, u.open, u.leads, u.last_at, count(*) OVER ()
FROM counted c JOIN unled u ON u.n = c.matter
ORDER BY c.departments DESC, u.open DESC, u.id
LIMIT :first OFFSET :skip
