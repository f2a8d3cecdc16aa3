-- :ids (list of cases), :most -> (case, other, title, text, received_at, settled_on, amount, participants, outcome), by case, latest settled first, then other; of each case at most :most
WITH asked AS MATERIALIZED (
    SELECT n, id, kind, dispute_type FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
own AS MATERIALIZED (
    SELECT a.n AS asked, theirs.source AS n
    FROM asked a CROSS JOIN part_of ours ON ours.source = a.n CROSS JOIN part_of theirs ON theirs.target = ours.target
    UNION
    SELECT n, n FROM asked
),
alike AS (
    SELECT a.n AS asked, c.n, c.id, c.settled_on, c.outcome
    FROM asked a CROSS JOIN cases c ON c.dispute_type = a.dispute_type
    UNION ALL
    SELECT a.n, c.n, c.id, c.settled_on, c.outcome
    FROM asked a CROSS JOIN cases c ON c.kind = a.kind
    WHERE a.dispute_type IS NULL
),
ranked AS (
    SELECT asked, n, row_number() OVER (PARTITION BY asked ORDER BY settled_on DESC, id) AS rank
    FROM alike
    WHERE settled_on IS NOT NULL
      AND (outcome IS NULL OR outcome NOT IN ('failed', 'withdrawn'))
      AND (asked, n) NOT IN (SELECT asked, n FROM own)
)
SELECT a.id, c.id, c.title, c.text, c.received_at, c.settled_on, c.amount, c.participants, c.outcome
FROM ranked r JOIN asked a ON a.n = r.asked JOIN cases c ON c.n = r.n
WHERE r.rank <= :most
ORDER BY a.id, r.rank
