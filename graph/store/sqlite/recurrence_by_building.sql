-- :start, :end (ISO times or null), :least, :first, :skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
WITH RECURSIVE returned AS (
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.source JOIN cases o ON o.n = l.target
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
    UNION
    SELECT c.n FROM linked l JOIN cases c ON c.n = l.target JOIN cases o ON o.n = l.source
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND substr(o.received_at, 1, 10) >= c.settled_on
),
settled AS MATERIALIZED (
    SELECT n FROM cases
    WHERE settled_on IS NOT NULL
      AND (:start IS NULL OR settled_on >= substr(:start, 1, 10)) AND (:end IS NULL OR settled_on < substr(:end, 1, 10))
),
came AS MATERIALIZED (
    SELECT n FROM returned INTERSECT SELECT n FROM settled
),
above (place, deep) AS (
    SELECT a.target, 0 FROM came CROSS JOIN at a ON a.source = came.n
    UNION
    SELECT i.target, b.deep + 1
    FROM above b CROSS JOIN places p ON p.n = b.place AND p.level <> 'building' CROSS JOIN in_ i ON i.source = b.place
    WHERE b.deep < 8
),
below (building, place, deep) AS (
    SELECT DISTINCT p.n, p.n, 0 FROM above a CROSS JOIN places p ON p.n = a.place WHERE p.level = 'building'
    UNION
    SELECT b.building, i.source, b.deep + 1
    FROM below b CROSS JOIN in_ i ON i.target = b.place CROSS JOIN places p ON p.n = i.source AND p.level <> 'building'
    WHERE b.deep < 8
),
happened AS (
    SELECT DISTINCT b.building, a.source AS n
    FROM below b CROSS JOIN at a ON a.target = b.place
    WHERE +a.source IN (SELECT n FROM settled)
),
counted AS (
    SELECT p.id AS value, count(*) AS settled, sum(h.n IN (SELECT n FROM came)) AS returned
    FROM happened h CROSS JOIN places p ON p.n = h.building
    GROUP BY p.id
)
SELECT value, settled, returned, count(*) OVER ()
FROM counted
WHERE returned >= :least
ORDER BY returned DESC, settled, value
LIMIT :first OFFSET :skip
