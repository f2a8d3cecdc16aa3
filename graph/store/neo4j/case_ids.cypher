// $after, $first -> (id), by id
MATCH (n:Case) WHERE n.id > $after AND visible(n)
RETURN n.id AS id
ORDER BY id
LIMIT $first
