-- :levels (list), :least, :start, :end (ISO times or null), :first, :skip -> (place, cases, first_at, last_at), most cases first, then latest, then id
WITH RECURSIVE happened AS (
    SELECT a.target AS n, c.n AS "case", c.received_at
    FROM at a JOIN cases c ON c.n = a.source
    WHERE (:start IS NULL AND :end IS NULL)
       OR (c.received_at IS NOT NULL
           AND (:start IS NULL OR c.received_at >= :start)
           AND (:end IS NULL OR c.received_at < :end))
),
within (n, "case", received_at, depth) AS (
    SELECT n, "case", received_at, 0 FROM happened
    UNION
    SELECT i.target, w."case", w.received_at, w.depth + 1
    FROM within w JOIN in_ i ON i.source = w.n
    WHERE w.depth < 8
),
counted AS (
    SELECT n, count(DISTINCT "case") AS cases, min(received_at) AS first_at, max(received_at) AS last_at
    FROM within GROUP BY n HAVING count(DISTINCT "case") >= :least
)
SELECT p.id, counted.cases, counted.first_at, counted.last_at
FROM counted JOIN places p ON p.n = counted.n
WHERE p.level IN (SELECT value FROM json_each(:levels))
ORDER BY counted.cases DESC, counted.last_at DESC, p.id
LIMIT :first OFFSET :skip
