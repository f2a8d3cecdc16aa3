-- :now, :first, :skip -> (whistle, about, caller, called, at, due_at, overdue, total), due first, then whistle and called
SELECT w.id,
       (SELECT min(s.id) FROM about a JOIN node s ON s.n = a.target WHERE a.source = w.n),
       coalesce((SELECT min(o.id) FROM by_ b JOIN organisations o ON o.n = b.target WHERE b.source = w.n),
                (SELECT min(f.id) FROM by_ b JOIN officers f ON f.n = b.target WHERE b.source = w.n)),
       o.id, w.at, w.due_at, w.due_at IS NOT NULL AND w.due_at < :now, count(*) OVER ()
FROM whistles w CROSS JOIN calls c ON c.source = w.n JOIN organisations o ON o.n = c.target
WHERE c.reported_at IS NULL AND w.status NOT IN ('done', 'withdrawn') AND w.at < :now
ORDER BY coalesce(w.due_at, w.at), w.id, o.id
LIMIT :first OFFSET :skip
