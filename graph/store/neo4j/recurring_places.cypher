// $levels (list), $least, $start, $end (ISO times or null), $first, $skip -> (place, cases, first_at, last_at), most cases first, then latest, then id
MATCH (c:Case) WHERE visible(c)
  AND (($start IS NULL AND $end IS NULL)
       OR (c.received_at IS NOT NULL AND ($start IS NULL OR c.received_at >= $start) AND ($end IS NULL OR c.received_at < $end)))
MATCH (c)-[:AT]->(at:Place) WHERE visible(at)
WITH at, collect(c) AS happened
MATCH (at)(()-[:IN]->(upper:Place WHERE visible(upper))){0,8}(p:Place)
WHERE visible(p) AND p.level IN $levels
WITH DISTINCT p, happened
UNWIND happened AS c
WITH DISTINCT p, c
WITH p, count(c) AS cases, min(c.received_at) AS first_at, max(c.received_at) AS last_at
WHERE cases >= $least
RETURN p.id AS place, cases, first_at, last_at
ORDER BY cases DESC, last_at IS NOT NULL DESC, last_at DESC, place
SKIP $skip LIMIT $first
