// $ids (list of cases), $kinds (list of person, organisation), $most -> (case, other, via, detail), by all four
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (c:Node {id: id}) WHERE visible(c) AND c:Case
MATCH (c)<-[:PARTY_TO]-(p) WHERE visible(p) AND split(p.id, '-')[0] IN $kinds
WITH p, collect(DISTINCT c) AS ours
WHERE COUNT { MATCH (p)-[:PARTY_TO]->(any:Case) WHERE visible(any) RETURN DISTINCT any } <= $most
UNWIND ours AS c
MATCH (c)<-[mine:PARTY_TO]-(p)
MATCH (p)-[theirs:PARTY_TO]->(o:Case) WHERE visible(o) AND o <> c
RETURN c.id AS case, o.id AS other, p.id AS via, mine.role + '/' + theirs.role AS detail
ORDER BY case, other, via, detail
