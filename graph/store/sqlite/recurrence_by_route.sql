-- :start, :end (ISO times or null), :least, :first, :skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
WITH returned AS (
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.source JOIN cases o ON o.n = l.target
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
    UNION
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.target JOIN cases o ON o.n = l.source
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
),
settled AS (
    SELECT n FROM cases
    WHERE settled_on IS NOT NULL
      AND (:start IS NULL OR settled_on >= substr(:start, 1, 10)) AND (:end IS NULL OR settled_on < substr(:end, 1, 10))
),
counted AS (
    SELECT coalesce(
               (SELECT m.route FROM about a CROSS JOIN mediations m ON m.n = a.source
                WHERE a.target = s.n AND m.result IN ('agreement', 'partial') ORDER BY m.ended_on DESC, m.id DESC LIMIT 1),
               'none'
           ) AS value,
           count(*) AS settled, sum(s.n IN (SELECT n FROM returned)) AS returned
    FROM settled s
    GROUP BY 1
)
SELECT value, settled, returned, count(*) OVER ()
FROM counted
WHERE returned >= :least
ORDER BY returned DESC, settled, value
LIMIT :first OFFSET :skip
