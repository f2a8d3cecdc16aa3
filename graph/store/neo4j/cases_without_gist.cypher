// $first -> (id), by id
MATCH (c:Case) WHERE visible(c) AND NOT EXISTS { MATCH (g:Gist {case: c.id}) WHERE visible(g) }
RETURN c.id AS id
ORDER BY id
LIMIT $first
