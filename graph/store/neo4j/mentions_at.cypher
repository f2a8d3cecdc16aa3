// $ids (list of places), $most -> (place, mention), by both, each once; a place that more than $most state gives none
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (p:Node {id: id}) WHERE visible(p) AND p:Place
  AND COUNT { (p)<-[:STATED_AT]-(any:Mention) WHERE visible(any) } <= $most
MATCH (p)<-[:STATED_AT]-(m:Mention) WHERE visible(m)
RETURN DISTINCT p.id AS place, m.id AS mention
ORDER BY place, mention
