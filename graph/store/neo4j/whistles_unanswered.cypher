// $now, $first, $skip -> (whistle, about, caller, called, at, due_at, overdue, total), due first, then whistle and called
MATCH (w:Whistle)-[called:CALLS]->(o:Organisation)
WHERE visible(w) AND visible(o) AND called.reported_at IS NULL AND NOT w.status IN ['done', 'withdrawn'] AND w.at < $now
WITH w, o,
     head(COLLECT { MATCH (w)-[:ABOUT]->(s) WHERE visible(s) RETURN s.id ORDER BY s.id LIMIT 1 }) AS subject,
     coalesce(
         head(COLLECT { MATCH (w)-[:BY]->(g:Organisation) WHERE visible(g) RETURN g.id ORDER BY g.id LIMIT 1 }),
         head(COLLECT { MATCH (w)-[:BY]->(f:Officer) WHERE visible(f) RETURN f.id ORDER BY f.id LIMIT 1 })
     ) AS caller
ORDER BY coalesce(w.due_at, w.at), w.id, o.id
WITH collect({whistle: w.id, subject: subject, caller: caller, called: o.id, at: w.at, due_at: w.due_at,
              overdue: w.due_at IS NOT NULL AND w.due_at < $now}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.whistle, row.subject, row.caller, row.called, row.at, row.due_at, row.overdue, size(rows) AS total
