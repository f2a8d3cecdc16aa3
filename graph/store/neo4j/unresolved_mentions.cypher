// $first -> (id), by id
MATCH (m:Mention) WHERE visible(m) AND m.id > '' AND NOT EXISTS { (m)-[:REFERS_TO]->(p) WHERE visible(p) }
RETURN m.id AS id
ORDER BY id
LIMIT $first
