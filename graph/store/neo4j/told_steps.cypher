// $ids (list of organisations), $start (ISO time or null), $first, $skip -> (step, receiver), newest first, then by both
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (o:Organisation {id: id})<-[:RECEIVED_BY]-(c:Case) WHERE visible(o) AND visible(c)
MATCH (s:Step {case: c.id}) WHERE visible(s)
  AND ($start IS NULL OR s.at >= $start OR s.entered_at >= $start)
  AND (s.organisation IS NULL OR s.organisation <> o.id)
RETURN s.id AS step, o.id AS receiver
ORDER BY s.at DESC, step, receiver
SKIP coalesce($skip, 0) LIMIT coalesce($first, 0)
