// $ids (list of cases), $levels (list of place levels), $most -> (case, other, via, detail), by the first three; detail is empty
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (c:Node {id: id}) WHERE visible(c) AND c:Case
MATCH (c)-[:AT]->(p:Place) WHERE visible(p) AND p.level IN $levels
WITH p, collect(c) AS ours
WHERE COUNT { (p)<-[:AT]-(any:Case) WHERE visible(any) } <= $most
UNWIND ours AS c
MATCH (p)<-[:AT]-(o:Case) WHERE visible(o) AND o <> c
RETURN c.id AS case, o.id AS other, p.id AS via, '' AS detail
ORDER BY case, other, via
