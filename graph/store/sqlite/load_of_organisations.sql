-- :now, :start, :end (ISO times or null), :first, :skip -> (organisation, open, tasks, overdue, done, total), most open first, then tasks, then done, then id
WITH had AS (
    SELECT coalesce(
        (SELECT t.organisation FROM tasks t JOIN organisations o ON o.id = t.organisation
         WHERE t."case" = c.id AND t.ended_at IS NULL AND t.kind IN ('settle', 'visit', 'close')
         ORDER BY t.opened_at DESC, t.id LIMIT 1),
        (SELECT o.id FROM handed_to h JOIN organisations o ON o.n = h.target
         WHERE h.source = c.n AND h.accepted IS NOT 0 ORDER BY h.at DESC, o.id LIMIT 1),
        (SELECT min(o.id) FROM received_by r JOIN organisations o ON o.n = r.target WHERE r.source = c.n)
    ) AS organisation
    FROM cases c WHERE c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')
),
told AS (
    SELECT organisation, 1 AS open, 0 AS tasks, 0 AS overdue, 0 AS done FROM had
    UNION ALL
    SELECT organisation, 0, count(*), sum(due_at < :now AND paused_at IS NULL), 0
    FROM tasks WHERE ended_at IS NULL GROUP BY organisation
    UNION ALL
    SELECT organisation, 0, 0, 0, count(DISTINCT "case") FROM steps
    WHERE kind = 'settle' AND coalesce(outcome, '') NOT IN ('failed', 'withdrawn')
      AND (:start IS NULL OR at >= :start) AND (:end IS NULL OR at < :end)
    GROUP BY organisation
)
SELECT o.id, sum(open), sum(tasks), sum(overdue), sum(done), count(*) OVER ()
FROM told JOIN organisations o ON o.id = told.organisation
GROUP BY o.id
ORDER BY 2 DESC, 3 DESC, 5 DESC, 1
LIMIT :first OFFSET :skip
