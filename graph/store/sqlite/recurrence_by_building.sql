-- :start, :end (ISO times or null), :least, :first, :skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
WITH RECURSIVE settled AS MATERIALIZED (
    SELECT n, settled_on FROM cases
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
above (place, deep) AS (
    SELECT a.target, 0 FROM returned CROSS JOIN at a ON a.source = returned.n
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
    SELECT p.id AS value, count(*) AS settled, sum(h.n IN (SELECT n FROM returned)) AS returned
    FROM happened h CROSS JOIN places p ON p.n = h.building
    GROUP BY p.id
)
SELECT value, settled, returned, count(*) OVER ()
FROM counted
WHERE returned >= :least
ORDER BY returned DESC, settled, value
LIMIT :first OFFSET :skip
