-- parameters: start, end, settled_by (ISO dates; `end` is not in the period, `settled_by` is counted); rows: figure, part, whole, by figure
-- Definitions, in words: docs/statistics.md. A day is the first ten letters of an ISO time.
WITH
first_receipt AS (
    SELECT "case" AS id, min("at") AS at FROM steps WHERE kind = 'receive' GROUP BY "case"
),
received_dispute AS (
    SELECT c.id FROM cases c JOIN first_receipt r ON r.id = c.id
    WHERE c.kind = 'dispute' AND r.at >= :start AND r.at < :end
),
turn AS ( -- a settlement that holds, or a re-opening; of the two, the later one says how a case stands
    SELECT "case" AS id, "at" AS at,
           CASE kind WHEN 'settle' THEN "at" END AS settled, CASE kind WHEN 'reopen' THEN "at" END AS reopened
    FROM steps
    WHERE kind = 'reopen'
       OR (kind = 'settle' AND coalesce(outcome, '') NOT IN ('failed', 'referred', 'withdrawn'))
),
settled_by_deadline AS (
    SELECT id FROM turn WHERE substr(at, 1, 10) <= :settled_by
    GROUP BY id HAVING max(settled) > coalesce(max(reopened), '')
),
settled_in_period AS (
    SELECT id FROM turn WHERE at < :end
    GROUP BY id HAVING max(settled) > coalesce(max(reopened), '') AND max(settled) >= :start
),
done_request AS (
    SELECT DISTINCT c.id, c.n FROM cases c JOIN steps s ON s."case" = c.id
    WHERE c.kind = 'request' AND c.source IN ('online', 'hotline_12345', 'petition')
      AND s.kind = 'close' AND s."at" >= :start AND s."at" < :end
),
told_visit AS (
    SELECT DISTINCT v.n, v.satisfied FROM done_request d JOIN about a ON a.target = d.n JOIN visits v ON v.n = a.source
    WHERE v.satisfied IS NOT NULL AND v."on" <= :settled_by
),
solved_legacy AS (
    SELECT c.id, c.n FROM cases c JOIN settled_in_period s ON s.id = c.id WHERE c.legacy
),
hand AS (
    SELECT l.id, o.id AS organisation FROM solved_legacy l JOIN received_by e ON e.source = l.n JOIN organisations o ON o.n = e.target
    UNION SELECT l.id, o.id FROM solved_legacy l JOIN handed_to e ON e.source = l.n JOIN organisations o ON o.n = e.target
    UNION SELECT l.id, o.id FROM solved_legacy l JOIN led_by e ON e.source = l.n JOIN organisations o ON o.n = e.target
    UNION SELECT l.id, o.id FROM solved_legacy l JOIN helped_by e ON e.source = l.n JOIN organisations o ON o.n = e.target
    UNION SELECT l.id, s.organisation FROM solved_legacy l JOIN steps s ON s."case" = l.id WHERE s.organisation IS NOT NULL
),
joint AS (SELECT id FROM hand GROUP BY id HAVING count(*) >= 2)
SELECT 'dispute_resolution_rate' AS figure,
       (SELECT count(*) FROM received_dispute d JOIN settled_by_deadline s ON s.id = d.id) AS part,
       (SELECT count(*) FROM received_dispute) AS whole
UNION ALL SELECT 'disputes', (SELECT count(*) FROM received_dispute), 0
UNION ALL SELECT 'legacy_problems_solved', (SELECT count(*) FROM solved_legacy), 0
UNION ALL SELECT 'legacy_problems_solved_jointly', (SELECT count(*) FROM joint), 0
UNION ALL SELECT 'requests_done', (SELECT count(*) FROM done_request), 0
UNION ALL SELECT 'satisfaction_rate', (SELECT count(*) FROM told_visit WHERE satisfied), (SELECT count(*) FROM told_visit)
UNION ALL SELECT 'warnings_handled', (SELECT count(*) FROM warnings WHERE handled_on >= :start AND handled_on < :end), 0
ORDER BY figure
