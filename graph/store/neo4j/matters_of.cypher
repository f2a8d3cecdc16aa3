// $ids (list of people, organisations and places), $start, $end (ISO times or null) -> (subject, matter, cases), by subject, most cases first, then matter
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (s:Node {id: id}) WHERE visible(s) AND s:Person|Organisation|Place
CALL (s) {
    MATCH (s)-[:PARTY_TO]->(c:Case) WHERE visible(c)
    RETURN c
    UNION
    MATCH (s:Place)(()<-[:IN]-(lower:Place WHERE visible(lower))){0,8}(p:Place)<-[:AT]-(c:Case) WHERE visible(p) AND visible(c)
    RETURN c
}
WITH DISTINCT s, c
WHERE ($start IS NULL AND $end IS NULL)
   OR (c.received_at IS NOT NULL AND ($start IS NULL OR c.received_at >= $start) AND ($end IS NULL OR c.received_at < $end))
MATCH (c)-[:PART_OF]->(m:Matter) WHERE visible(m)
WITH s, m, count(DISTINCT c) AS cases
RETURN s.id AS subject, m.id AS matter, cases
ORDER BY subject, cases DESC, matter
