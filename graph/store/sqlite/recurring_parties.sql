-- :kinds (list), :least, :start, :end (ISO times or null), :first, :skip -> (party, cases, first_at, last_at), most cases first, then latest, then id
WITH involved AS (
    SELECT DISTINCT p.source AS n, c.id AS "case", c.received_at
    FROM party_to p JOIN cases c ON c.n = p.target
    WHERE (:start IS NULL AND :end IS NULL)
       OR (c.received_at IS NOT NULL
           AND (:start IS NULL OR c.received_at >= :start)
           AND (:end IS NULL OR c.received_at < :end))
),
counted AS (
    SELECT n, count(*) AS cases, min(received_at) AS first_at, max(received_at) AS last_at
    FROM involved GROUP BY n HAVING count(*) >= :least
)
SELECT node.id, counted.cases, counted.first_at, counted.last_at
FROM counted JOIN node ON node.n = counted.n
WHERE substr(node.id, 1, instr(node.id, '-') - 1) IN (SELECT value FROM json_each(:kinds))
ORDER BY counted.cases DESC, counted.last_at DESC, node.id
LIMIT :first OFFSET :skip
