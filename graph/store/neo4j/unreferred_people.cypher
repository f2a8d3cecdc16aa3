// -> (id), by id
MATCH (p:Person) WHERE visible(p) AND NOT EXISTS { (p)<-[:REFERS_TO]-(m:Mention) WHERE visible(m) }
RETURN p.id AS id
ORDER BY id
