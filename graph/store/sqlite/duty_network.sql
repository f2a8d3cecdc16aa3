-- :open (null, true) -> (matter, organisation), by both, each once
WITH wanted AS (
    SELECT m.n FROM matters m
    WHERE :open IS NOT TRUE
       OR m.n IN (SELECT b.target FROM cases c CROSS JOIN part_of b ON b.source = c.n
                  WHERE c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected'))
),
held AS (
    SELECT n AS matter, n AS subject FROM wanted
    UNION ALL
    SELECT w.n, b.source FROM wanted w CROSS JOIN part_of b ON b.target = w.n
),
part AS (
    SELECT h.matter, r.target AS organisation FROM held h CROSS JOIN received_by r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN handed_to r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN led_by r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN helped_by r ON r.source = h.subject
    UNION
    SELECT h.matter, r.target FROM held h CROSS JOIN about a ON a.target = h.subject CROSS JOIN calls r ON r.source = a.source
)
SELECT m.id, o.id
FROM part JOIN matters m ON m.n = part.matter JOIN organisations o ON o.n = part.organisation
ORDER BY m.id, o.id
