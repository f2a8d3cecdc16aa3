// $kinds (list), $least, $start, $end (ISO times or null), $first, $skip -> (party, cases, first_at, last_at), most cases first, then latest, then id
MATCH (c:Case) WHERE visible(c)
  AND (($start IS NULL AND $end IS NULL)
       OR (c.received_at IS NOT NULL AND ($start IS NULL OR c.received_at >= $start) AND ($end IS NULL OR c.received_at < $end)))
MATCH (c)<-[:PARTY_TO]-(p) WHERE visible(p)
WITH DISTINCT p, c
WITH p, count(c) AS cases, min(c.received_at) AS first_at, max(c.received_at) AS last_at
WHERE cases >= $least AND split(p.id, '-')[0] IN $kinds
RETURN p.id AS party, cases, first_at, last_at
ORDER BY cases DESC, last_at IS NOT NULL DESC, last_at DESC, party
SKIP $skip LIMIT $first
