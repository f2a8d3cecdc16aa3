-- :ids (list of matters) -> (matter, organisation, name, cases), by matter, most cases first, then organisation; cases 0: in the matter alone
WITH asked AS (
    SELECT n, id FROM matters WHERE id IN (SELECT value FROM json_each(:ids))
),
subject AS (
    SELECT a.n AS matter, c.n, c.id FROM asked a JOIN part_of b ON b.target = a.n JOIN cases c ON c.n = b.source
    UNION ALL
    SELECT n, n, id FROM asked
),
doing AS (
    SELECT s.matter, s.n, a.source AS doing FROM subject s JOIN about a ON a.target = s.n
),
part AS (
    SELECT s.matter, s.n, r.target AS organisation FROM subject s JOIN received_by r ON r.source = s.n
    UNION
    SELECT s.matter, s.n, r.target FROM subject s JOIN handed_to r ON r.source = s.n
    UNION
    SELECT s.matter, s.n, r.target FROM subject s JOIN led_by r ON r.source = s.n
    UNION
    SELECT s.matter, s.n, r.target FROM subject s JOIN helped_by r ON r.source = s.n
    UNION
    SELECT d.matter, d.n, r.target FROM doing d JOIN by_ r ON r.source = d.doing
    UNION
    SELECT d.matter, d.n, r.target FROM doing d JOIN calls r ON r.source = d.doing
    UNION
    SELECT d.matter, d.n, r.target FROM doing d JOIN led_by r ON r.source = d.doing
    UNION
    SELECT d.matter, d.n, r.target FROM doing d JOIN helped_by r ON r.source = d.doing
    UNION
    SELECT s.matter, s.n, o.n
    FROM subject s JOIN steps t ON t."case" = s.id JOIN organisations o ON o.id = t.organisation
)
SELECT a.id, o.id, o.name, sum(part.n <> part.matter) AS cases
FROM part JOIN asked a ON a.n = part.matter JOIN organisations o ON o.n = part.organisation
GROUP BY a.id, o.id, o.name
ORDER BY a.id, cases DESC, o.id
