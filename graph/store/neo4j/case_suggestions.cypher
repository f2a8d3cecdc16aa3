// $together, $most, $first, $skip -> (a, b, kind, certainty, weight, bridge, cases), in half bits from $together, then bridges, cases, weight, ids
MATCH (a:Case)-[s:LINKED]->(b:Case)
WHERE visible(a) AND visible(b) AND NOT coalesce(s.left_open, false)
  AND (s.certainty = 'suggested' OR (s.certainty = 'provisional' AND s.weight < $most))
WITH a, b, s, toInteger(abs(s.weight - $together) * 2) AS away,
  s.certainty = 'provisional' AND s.kind IN ['duplicate', 'group'] AND NOT EXISTS {
    MATCH (a)-[x:LINKED]-(third:Case)-[y:LINKED]-(b)
    WHERE visible(third) AND x.certainty <> 'suggested' AND y.certainty <> 'suggested'
  } AS bridge,
  COUNT {
    MATCH (c:Case)-[:PART_OF]->(m:Matter)<-[:PART_OF]-(own:Case)
    WHERE own IN [a, b] AND visible(own) AND visible(m) AND visible(c)
    RETURN DISTINCT c
    UNION
    UNWIND [a, b] AS c
    RETURN DISTINCT c
  } AS cases
RETURN a.id AS a, b.id AS b, s.kind AS kind, s.certainty AS certainty, s.weight AS weight, bridge, cases
ORDER BY away, bridge DESC, cases DESC, weight DESC, a, b
SKIP $skip LIMIT $first
