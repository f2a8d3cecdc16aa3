// -> (type, source, target, key), by all four
MATCH (s:Node)-[r:LIVES_IN|OWNS|PARTY_TO|RENTS]->(t:Node)
WHERE r.origin STARTS WITH 'mention-' AND visible(s) AND visible(t)
  AND NOT EXISTS { MATCH (m:Mention {id: r.origin}) WHERE visible(m) }
RETURN toLower(type(r)) AS type, s.id AS source, t.id AS target, r.key AS key
ORDER BY type, source, target, key
