-- :start, :end (ISO times or null) -> (whistle, caller, called, at, due_at, reported_at), by time, whistle and called
SELECT w.id, (SELECT min(g.id) FROM by_ b JOIN organisations g ON g.n = b.target WHERE b.source = w.n),
       o.id, w.at, w.due_at, c.reported_at
FROM whistles w CROSS JOIN calls c ON c.source = w.n JOIN organisations o ON o.n = c.target
WHERE (w.status <> 'withdrawn' OR c.reported_at IS NOT NULL)
  AND (:start IS NULL OR w.at >= :start) AND (:end IS NULL OR w.at < :end)
ORDER BY w.at, w.id, o.id
