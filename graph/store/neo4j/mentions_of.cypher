// $ids (list of people and organisations) -> (person, mention), by both
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (p:Node {id: id}) WHERE visible(p) AND p:Person|Organisation
MATCH (p)<-[:REFERS_TO]-(m:Mention) WHERE visible(m)
RETURN p.id AS person, m.id AS mention
ORDER BY person, mention
