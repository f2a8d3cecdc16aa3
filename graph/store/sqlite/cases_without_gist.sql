-- :first -> (id), by id
SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM gists g WHERE g."case" = cases.id) ORDER BY id LIMIT :first
