-- parameters: start, end, settled_by (ISO dates; `end` is not in the period, `settled_by` is counted); rows: case, received_at, resolved_at, settled_at, closed_at, reopened_at, open, due_at, receiver, hands, came_back, by case
-- Definitions, in words: docs/statistics.md. A day is the first ten letters of an ISO time.
WITH turn AS ( -- a settlement that settles nothing is none
    SELECT "case" AS id, "at" AS at, kind FROM steps
    WHERE kind IN ('receive', 'reopen', 'close', 'withdraw', 'decline')
       OR (kind = 'settle' AND coalesce(outcome, '') NOT IN ('failed', 'referred', 'withdrawn'))
),
life AS (
    SELECT id,
           min(at) FILTER (WHERE kind = 'receive') AS received_at,
           max(at) FILTER (WHERE kind = 'settle' AND substr(at, 1, 10) <= :settled_by) AS late_settle,
           max(at) FILTER (WHERE kind = 'reopen' AND substr(at, 1, 10) <= :settled_by) AS late_reopen,
           max(at) FILTER (WHERE kind = 'settle' AND at < :end) AS settle,
           max(at) FILTER (WHERE kind = 'reopen' AND at < :end) AS reopen,
           max(at) FILTER (WHERE kind IN ('close', 'withdraw', 'decline') AND at < :end) AS ended,
           max(at) FILTER (WHERE kind = 'close' AND at >= :start AND at < :end) AS closed_at,
           max(at) FILTER (WHERE kind = 'reopen' AND at >= :start AND at < :end) AS reopened_at
    FROM turn GROUP BY id
),
stood AS (
    SELECT id, received_at, closed_at, reopened_at,
           CASE WHEN late_settle > coalesce(late_reopen, '') THEN late_settle END AS resolved_at,
           CASE WHEN settle > coalesce(reopen, '') THEN settle END AS settled_at,
           coalesce(received_at < :end, 0) AND NOT max(coalesce(settle, ''), coalesce(ended, '')) > coalesce(reopen, '') AS open
    FROM life
),
counted AS MATERIALIZED (
    SELECT s.*, c.n, c.due_on FROM stood s JOIN cases c ON c.id = s.id
    WHERE (s.received_at >= :start AND s.received_at < :end) OR s.settled_at >= :start OR s.closed_at IS NOT NULL
       OR s.reopened_at IS NOT NULL OR s.open
),
back AS MATERIALIZED ( -- in this order: a party may be one of thousands of cases
    SELECT k.id FROM counted k CROSS JOIN linked l ON l.source = k.n CROSS JOIN cases c ON c.n = l.target
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND c.received_at > k.settled_at
      AND EXISTS (SELECT 1 FROM party_to p CROSS JOIN party_to q ON q.source = p.source AND q.target = c.n WHERE p.target = k.n)
    UNION
    SELECT k.id FROM counted k CROSS JOIN linked l ON l.target = k.n CROSS JOIN cases c ON c.n = l.source
    WHERE l.kind = 'recurrence' AND l.certainty <> 'suggested' AND c.received_at > k.settled_at
      AND EXISTS (SELECT 1 FROM party_to p CROSS JOIN party_to q ON q.source = p.source AND q.target = c.n WHERE p.target = k.n)
)
SELECT k.id, k.received_at, k.resolved_at, k.settled_at, k.closed_at, k.reopened_at, k.open,
       coalesce((SELECT max(t.due_at) FROM tasks t WHERE t."case" = k.id AND t.kind = 'settle'), k.due_on || 'T23:59:59'),
       (SELECT min(o.id) FROM received_by e JOIN organisations o ON o.n = e.target WHERE e.source = k.n),
       (SELECT count(*) FROM (
           SELECT o.id FROM received_by e JOIN organisations o ON o.n = e.target WHERE e.source = k.n
           UNION SELECT o.id FROM handed_to e JOIN organisations o ON o.n = e.target WHERE e.source = k.n
           UNION SELECT o.id FROM led_by e JOIN organisations o ON o.n = e.target WHERE e.source = k.n
           UNION SELECT o.id FROM helped_by e JOIN organisations o ON o.n = e.target WHERE e.source = k.n
           UNION SELECT s.organisation FROM steps s WHERE s."case" = k.id AND s.organisation IS NOT NULL
       )),
       k.id IN (SELECT id FROM back)
FROM counted k
ORDER BY k.id
