-- :start, :end (ISO times or null), :least, :first, :skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
WITH settled AS MATERIALIZED (
    SELECT n, settled_on, stage FROM cases
    WHERE settled_on IS NOT NULL
      AND (:start IS NULL OR settled_on >= substr(:start, 1, 10)) AND (:end IS NULL OR settled_on < substr(:end, 1, 10))
),
returned AS MATERIALIZED ( -- in this order: a party may be one of thousands of cases
    SELECT s.n FROM settled s CROSS JOIN linked l ON l.source = s.n CROSS JOIN cases o ON o.n = l.target
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= s.settled_on
      AND EXISTS (SELECT 1 FROM party_to p CROSS JOIN party_to q ON q.source = p.source AND q.target = o.n WHERE p.target = s.n)
    UNION
    SELECT s.n FROM settled s CROSS JOIN linked l ON l.target = s.n CROSS JOIN cases o ON o.n = l.source
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= s.settled_on
      AND EXISTS (SELECT 1 FROM party_to p CROSS JOIN party_to q ON q.source = p.source AND q.target = o.n WHERE p.target = s.n)
),
counted AS (
    SELECT stage AS value, count(*) AS settled, sum(n IN (SELECT n FROM returned)) AS returned
    FROM settled
    GROUP BY stage
)
SELECT value, settled, returned, count(*) OVER ()
FROM counted
WHERE returned >= :least
ORDER BY returned DESC, settled, value
LIMIT :first OFFSET :skip
