-- :now (ISO time), :days, :first, :skip -> (case, settled_on, due_on, organisation, total), due first, then id
WITH unvisited AS (
    SELECT c.n, c.id, c.settled_on,
           (SELECT t.id FROM tasks t WHERE t."case" = c.id AND t.kind = 'visit' AND t.ended_at IS NULL
            ORDER BY t.due_at, t.id LIMIT 1) AS task
    FROM cases c
    WHERE c.status = 'settled' AND c.settled_on IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM about a JOIN visits v ON v.n = a.source
                      WHERE a.target = c.n AND v."on" >= c.settled_on)
),
due AS (
    SELECT u.n, u.id, u.settled_on, t.paused_at, t.organisation,
           coalesce(substr(t.due_at, 1, 10), date(u.settled_on, :days || ' days')) AS due_on
    FROM unvisited u LEFT JOIN tasks t ON t.id = u.task
)
SELECT d.id, d.settled_on, d.due_on,
       coalesce(d.organisation,
                (SELECT min(o.id) FROM received_by r JOIN organisations o ON o.n = r.target WHERE r.source = d.n)),
       count(*) OVER ()
FROM due d
WHERE d.paused_at IS NULL AND d.due_on < substr(:now, 1, 10)
ORDER BY d.due_on, d.id
LIMIT :first OFFSET :skip
