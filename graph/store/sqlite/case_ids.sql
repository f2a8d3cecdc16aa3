-- :after, :first -> (id), by id
SELECT id FROM cases WHERE id > :after ORDER BY id LIMIT :first
