-- :ids (list of cases and matters), :now (ISO time) -> (subject, organisation, part, number, last_at), by all three
WITH subject AS (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT n, id FROM matters WHERE id IN (SELECT value FROM json_each(:ids))
),
held AS MATERIALIZED (
    SELECT s.id, s.n, s.n AS whole FROM subject s
    UNION ALL
    SELECT s.id, b.source, s.n FROM subject s CROSS JOIN part_of b ON b.target = s.n
),
blown AS MATERIALIZED (
    SELECT DISTINCT h.id, w.n, w.at, w.status FROM held h CROSS JOIN about a ON a.target = h.n CROSS JOIN whistles w ON w.n = a.source
),
own_case AS (
    SELECT h.id, c.id AS "case" FROM held h CROSS JOIN cases c ON c.n = h.n
),
part AS (
    SELECT h.id, r.target AS n, 'received' AS part, r.at FROM held h CROSS JOIN received_by r ON r.source = h.n
    UNION ALL
    SELECT h.id, r.target, CASE WHEN r.accepted IS NULL THEN 'waiting' WHEN r.accepted THEN 'got' ELSE 'refused' END, r.at
    FROM held h CROSS JOIN handed_to r ON r.source = h.n
    UNION ALL
    SELECT h.id, r.target, CASE WHEN h.n = h.whole THEN 'leads' ELSE 'leads_case' END, r.since
    FROM held h CROSS JOIN led_by r ON r.source = h.n
    WHERE (r.since IS NULL OR r.since <= substr(:now, 1, 10)) AND (r.until IS NULL OR r.until >= substr(:now, 1, 10))
    UNION ALL
    SELECT h.id, r.target, 'helps', r.since FROM held h CROSS JOIN helped_by r ON r.source = h.n
    UNION ALL
    SELECT b.id, r.target, 'calls', b.at FROM blown b CROSS JOIN by_ r ON r.source = b.n
    UNION ALL
    SELECT b.id, r.target, CASE WHEN r.reported_at IS NULL AND b.status NOT IN ('done', 'withdrawn') THEN 'unanswered' ELSE 'called' END, b.at
    FROM blown b CROSS JOIN calls r ON r.source = b.n
    UNION ALL
    SELECT c.id, o.n, 'steps', s.at
    FROM own_case c CROSS JOIN steps s ON s."case" = c."case" JOIN organisations o ON o.id = s.organisation
    UNION ALL
    SELECT c.id, o.n, CASE WHEN t.due_at < :now AND t.paused_at IS NULL THEN 'overdue' ELSE 'tasks' END, t.due_at
    FROM own_case c CROSS JOIN tasks t ON t."case" = c."case" JOIN organisations o ON o.id = t.organisation
    WHERE t.ended_at IS NULL
)
SELECT part.id, o.id, part.part, count(*), max(part.at)
FROM part JOIN organisations o ON o.n = part.n
GROUP BY part.id, o.id, part.part
ORDER BY part.id, o.id, part.part
