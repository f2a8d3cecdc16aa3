-- :first -> (id), by id
SELECT m.id
FROM mentions m
WHERE NOT EXISTS (SELECT 1 FROM refers_to r WHERE r.source = m.n)
ORDER BY m.id
LIMIT :first
