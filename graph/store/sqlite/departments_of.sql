-- :ids (list of cases and matters) -> (subject, organisation, part), by all three, each once; a matter has those of its cases too
WITH subject AS (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT n, id FROM matters WHERE id IN (SELECT value FROM json_each(:ids))
),
held AS (
    SELECT id, n FROM subject
    UNION ALL
    SELECT s.id, b.source FROM subject s JOIN part_of b ON b.target = s.n
),
part AS (
    SELECT h.id, r.target, 'received_by' AS part FROM held h JOIN received_by r ON r.source = h.n
    UNION
    SELECT h.id, r.target, 'handed_to' FROM held h JOIN handed_to r ON r.source = h.n
    UNION
    SELECT h.id, r.target, 'led_by' FROM held h JOIN led_by r ON r.source = h.n
    UNION
    SELECT h.id, r.target, 'helped_by' FROM held h JOIN helped_by r ON r.source = h.n
)
SELECT part.id, o.id, part.part
FROM part JOIN organisations o ON o.n = part.target
ORDER BY part.id, o.id, part.part
