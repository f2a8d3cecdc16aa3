-- :after, :first -> (id), by id
SELECT id FROM mentions WHERE id > :after ORDER BY id LIMIT :first
