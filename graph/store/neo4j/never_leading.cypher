// $least, $start, $end (ISO times or null), $first, $skip -> (organisation, cases, helped, last_at, total), most cases first, then id
MATCH (o:Organisation)
WHERE visible(o)
  AND NOT EXISTS { MATCH (o)<-[:LED_BY]-(x) WHERE visible(x) }
  AND NOT EXISTS { MATCH (o)<-[:MEMBER_OF]-(f:Officer)<-[:LED_BY]-(x) WHERE visible(f) AND visible(x) }
MATCH (s:Step {organisation: o.id})
WHERE visible(s) AND ($start IS NULL OR s.at >= $start) AND ($end IS NULL OR s.at < $end)
MATCH (c:Case {id: s.case}) WHERE visible(c) AND NOT EXISTS { (c)-[:RECEIVED_BY]->(o) }
WITH o, count(DISTINCT c) AS cases, max(s.at) AS last_at
WHERE cases >= $least
WITH o, cases, last_at, COUNT { MATCH (o)<-[:HELPED_BY]-(x) WHERE visible(x) RETURN DISTINCT x } AS helped
ORDER BY cases DESC, o.id
WITH collect({organisation: o.id, cases: cases, helped: helped, last_at: last_at}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.organisation, row.cases, row.helped, row.last_at, size(rows) AS total
