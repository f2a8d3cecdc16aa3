-- :least, :start, :end (ISO times or null), :first, :skip -> (case, one, other, returns, refusals, last_at, total), most returns first, then the last return, latest first, then case, one, other
WITH handed AS MATERIALIZED (
    SELECT h.source AS c, h.giver, t.id AS taker, h.at, h.accepted
    FROM handed_to h JOIN organisations t ON t.n = h.target
    WHERE h.giver <> t.id
      AND EXISTS (SELECT 1 FROM handed_to a WHERE a.source = h.source AND (a.target <> h.target OR a.key <> h.key))
),
returned AS MATERIALIZED (
    SELECT b.c, min(b.giver, b.taker) AS low, max(b.giver, b.taker) AS high, count(*) AS returns, max(b.at) AS last_at
    FROM handed b
    WHERE b.accepted IS NOT 0 AND (:start IS NULL OR b.at >= :start) AND (:end IS NULL OR b.at < :end)
      AND EXISTS (SELECT 1 FROM handed a WHERE a.c = b.c AND a.giver = b.taker AND a.taker = b.giver AND a.at < b.at
                  AND a.accepted IS NOT 0)
      AND EXISTS (SELECT 1 FROM organisations o WHERE o.id = b.giver)
    GROUP BY 1, 2, 3 HAVING count(*) >= :least
),
told AS (
    SELECT r.c, r.returns, r.last_at, h.giver AS one, h.taker AS other,
           sum(h.accepted IS 0) OVER (PARTITION BY r.c, r.low, r.high) AS refusals,
           row_number() OVER (PARTITION BY r.c, r.low, r.high ORDER BY h.at, h.giver) AS place
    FROM returned r
    JOIN handed h ON h.c = r.c AND h.giver IN (r.low, r.high) AND h.taker IN (r.low, r.high)
)
SELECT c.id, t.one, t.other, t.returns, t.refusals, t.last_at, count(*) OVER ()
FROM told t JOIN cases c ON c.n = t.c
WHERE t.place = 1
ORDER BY t.returns DESC, t.last_at DESC, c.id, t.one, t.other
LIMIT :first OFFSET :skip
