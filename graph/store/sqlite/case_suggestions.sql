-- :together, :most, :first, :skip -> (a, b, kind, certainty, weight, bridge, cases), in half bits from :together, then bridges, cases, weight, ids
WITH asked AS (
    SELECT l.source, l.target, l.kind, l.certainty, l.weight, CAST(abs(l.weight - :together) * 2 AS INTEGER) AS away,
        l.certainty = 'provisional' AND l.kind IN ('duplicate', 'group') AND NOT EXISTS (
            SELECT 1 FROM (
                SELECT o.target AS third FROM linked o WHERE o.source = l.source AND o.certainty <> 'suggested'
                UNION ALL
                SELECT i.source FROM linked i WHERE i.target = l.source AND i.certainty <> 'suggested'
            ) t
            WHERE EXISTS (
                SELECT 1 FROM linked o WHERE o.source = t.third AND o.target = l.target AND o.certainty <> 'suggested'
            ) OR EXISTS (
                SELECT 1 FROM linked i WHERE i.source = l.target AND i.target = t.third AND i.certainty <> 'suggested'
            )
        ) AS bridge,
        (
            SELECT count(*) FROM (
                SELECT l.source UNION SELECT l.target
                UNION
                SELECT p.source FROM part_of p WHERE p.target IN (
                    SELECT own.target FROM part_of own WHERE own.source IN (l.source, l.target)
                )
            )
        ) AS cases
    FROM linked l
    WHERE coalesce(l.left_open, 0) = 0 AND (l.certainty = 'suggested' OR (l.certainty = 'provisional' AND l.weight < :most))
)
SELECT a.id, b.id, s.kind, s.certainty, s.weight, s.bridge, s.cases
FROM asked s JOIN cases a ON a.n = s.source JOIN cases b ON b.n = s.target
ORDER BY s.away, s.bridge DESC, s.cases DESC, s.weight DESC, a.id, b.id
LIMIT :first OFFSET :skip
