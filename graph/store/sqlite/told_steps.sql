-- :ids (list of organisations), :start (ISO time or null), :first, :skip -> (step, receiver), newest first, then by both
SELECT s.id, o.id
FROM steps s
CROSS JOIN cases c ON c.id = s."case"
CROSS JOIN received_by r ON r.source = c.n
CROSS JOIN organisations o ON o.n = r.target
WHERE (s.at >= coalesce(:start, '') OR s.entered_at >= :start)
  AND o.id IN (SELECT value FROM json_each(:ids))
  AND s.organisation IS NOT o.id
ORDER BY s.at DESC, s.id, o.id
LIMIT coalesce(:first, 0) OFFSET coalesce(:skip, 0)
