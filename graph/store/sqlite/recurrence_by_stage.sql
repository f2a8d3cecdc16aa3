-- :start, :end (ISO times or null), :least, :first, :skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
WITH returned AS (
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.source JOIN cases o ON o.n = l.target
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
    UNION
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.target JOIN cases o ON o.n = l.source
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
),
counted AS (
    SELECT stage AS value, count(*) AS settled, sum(n IN (SELECT n FROM returned)) AS returned
    FROM cases
    WHERE settled_on IS NOT NULL
      AND (:start IS NULL OR settled_on >= substr(:start, 1, 10)) AND (:end IS NULL OR settled_on < substr(:end, 1, 10))
    GROUP BY stage
)
SELECT value, settled, returned, count(*) OVER ()
FROM counted
WHERE returned >= :least
ORDER BY returned DESC, settled, value
LIMIT :first OFFSET :skip
