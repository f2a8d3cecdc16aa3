-- :ids (list of organisations), :start (ISO time or null), :first, :skip -> (step, receiver), newest first, then by both
WITH told AS ( -- those taken since, then the few entered since that were taken before: each by its own index
    SELECT s.id AS step, o.id AS receiver, s.at AS at
    FROM steps s
    CROSS JOIN cases c ON c.id = s."case"
    CROSS JOIN received_by r ON r.source = c.n
    CROSS JOIN organisations o ON o.n = r.target
    WHERE s.at >= coalesce(:start, '') AND o.id IN (SELECT value FROM json_each(:ids)) AND s.organisation IS NOT o.id
    UNION ALL
    SELECT s.id, o.id, +s.at
    FROM steps s
    CROSS JOIN cases c ON c.id = s."case"
    CROSS JOIN received_by r ON r.source = c.n
    CROSS JOIN organisations o ON o.n = r.target
    WHERE s.entered_at >= :start AND +s.at < :start
      AND o.id IN (SELECT value FROM json_each(:ids)) AND s.organisation IS NOT o.id
    ORDER BY 3 DESC, 1, 2
    LIMIT coalesce(:first, 0) OFFSET coalesce(:skip, 0)
)
SELECT step, receiver FROM told ORDER BY at DESC, step, receiver
