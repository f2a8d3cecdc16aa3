-- :ids (list of people, organisations and places), :start, :end (ISO times or null) -> (subject, matter, cases), by subject, most cases first, then matter
WITH RECURSIVE below (subject, n, depth) AS (
    SELECT id, n, 0 FROM places WHERE id IN (SELECT value FROM json_each(:ids))
    UNION
    SELECT b.subject, i.source, b.depth + 1 FROM below b JOIN in_ i ON i.target = b.n WHERE b.depth < 8
),
party AS (
    SELECT id, n FROM people WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT id, n FROM organisations WHERE id IN (SELECT value FROM json_each(:ids))
),
had AS (
    SELECT b.subject, a.source AS "case" FROM below b JOIN at a ON a.target = b.n
    UNION
    SELECT q.id, p.target FROM party q JOIN party_to p ON p.source = q.n
)
SELECT had.subject, m.id, count(*) AS cases
FROM had
JOIN cases c ON c.n = had."case"
JOIN part_of b ON b.source = c.n
JOIN matters m ON m.n = b.target
WHERE (:start IS NULL AND :end IS NULL)
   OR (c.received_at IS NOT NULL
       AND (:start IS NULL OR c.received_at >= :start)
       AND (:end IS NULL OR c.received_at < :end))
GROUP BY had.subject, m.id
ORDER BY had.subject, cases DESC, m.id
