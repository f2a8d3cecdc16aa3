// $after, $first -> (id), by id
MATCH (n:Mention) WHERE n.id > $after AND visible(n)
RETURN n.id AS id
ORDER BY id
LIMIT $first
