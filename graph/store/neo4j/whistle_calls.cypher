// $start, $end (ISO times or null) -> (whistle, caller, called, at, due_at, reported_at), by time, whistle and called
MATCH (w:Whistle)-[c:CALLS]->(o:Organisation)
WHERE visible(w) AND visible(o) AND (w.status <> 'withdrawn' OR c.reported_at IS NOT NULL)
  AND ($start IS NULL OR w.at >= $start) AND ($end IS NULL OR w.at < $end)
RETURN w.id AS whistle,
       head(COLLECT { MATCH (w)-[:BY]->(g:Organisation) WHERE visible(g) RETURN g.id ORDER BY g.id LIMIT 1 }) AS caller,
       o.id AS called, w.at AS at, w.due_at AS due_at, c.reported_at AS reported_at
ORDER BY at, whistle, called
