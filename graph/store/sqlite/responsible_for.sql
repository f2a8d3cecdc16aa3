-- :ids (list of cases) -> (case, organisation), by case: who has the open task, else got it last, else the first receiver
WITH asked AS (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
has AS (
    SELECT a.id, coalesce(
        (SELECT t.organisation FROM tasks t JOIN organisations o ON o.id = t.organisation
         WHERE t."case" = a.id AND t.ended_at IS NULL AND t.kind IN ('settle', 'visit', 'close')
         ORDER BY t.opened_at DESC, t.id LIMIT 1),
        (SELECT o.id FROM handed_to h JOIN organisations o ON o.n = h.target
         WHERE h.source = a.n AND h.accepted IS NOT 0 ORDER BY h.at DESC, o.id LIMIT 1),
        (SELECT min(o.id) FROM received_by r JOIN organisations o ON o.n = r.target WHERE r.source = a.n)
    ) AS organisation
    FROM asked a
)
SELECT id, organisation FROM has WHERE organisation IS NOT NULL ORDER BY id
