// $ids (list of people and organisations) -> (party, case, role, certainty), by the first three
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (p:Node {id: id}) WHERE visible(p) AND p:Person|Organisation
MATCH (p)-[r:PARTY_TO]->(c:Case) WHERE visible(c)
RETURN p.id AS party, c.id AS case, r.role AS role, r.certainty AS certainty
ORDER BY party, case, role
