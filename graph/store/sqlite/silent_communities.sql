-- :start, :end (ISO times), :sources (list), :communities (list or null), :first, :skip -> (community, lists, cases, last_week, last_at, total), with neither first, then the last case, longest ago first, then id
WITH asked AS (
    SELECT id FROM places
    WHERE level = 'community' AND (:communities IS NULL OR id IN (SELECT value FROM json_each(:communities)))
),
told AS (
    SELECT a.id,
           (SELECT count(*) FROM weekly_lists w
            WHERE w.community = a.id AND w.week >= substr(:start, 1, 10) AND w.week < substr(:end, 1, 10)) AS lists,
           (SELECT count(*) FROM cases c
            WHERE c.community = a.id AND c.received_at >= :start AND c.received_at < :end
              AND c.source IN (SELECT value FROM json_each(:sources))) AS cases
    FROM asked a
)
SELECT t.id, t.lists, t.cases,
       (SELECT max(w.week) FROM weekly_lists w WHERE w.community = t.id) AS last_week,
       (SELECT c.received_at FROM cases c
        WHERE c.community = t.id AND c.source IN (SELECT value FROM json_each(:sources))
        ORDER BY c.received_at DESC LIMIT 1) AS last_at,
       count(*) OVER ()
FROM told t
WHERE t.lists = 0 OR t.cases = 0
ORDER BY (t.lists > 0) + (t.cases > 0), last_at, t.id
LIMIT :first OFFSET :skip
