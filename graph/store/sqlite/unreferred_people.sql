-- -> (id), by id
SELECT p.id
FROM people p
WHERE NOT EXISTS (SELECT 1 FROM refers_to r WHERE r.target = p.n)
ORDER BY p.id
