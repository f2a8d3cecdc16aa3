-- -> (type, source, target, key), by all four
SELECT 'lives_in', s.id, t.id, ''
FROM lives_in e JOIN node s ON s.n = e.source JOIN node t ON t.n = e.target
WHERE e.origin LIKE 'mention-%' AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = e.origin)
UNION ALL
SELECT 'owns', s.id, t.id, ''
FROM owns e JOIN node s ON s.n = e.source JOIN node t ON t.n = e.target
WHERE e.origin LIKE 'mention-%' AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = e.origin)
UNION ALL
SELECT 'party_to', s.id, t.id, e.role
FROM party_to e JOIN node s ON s.n = e.source JOIN node t ON t.n = e.target
WHERE e.origin LIKE 'mention-%' AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = e.origin)
UNION ALL
SELECT 'rents', s.id, t.id, ''
FROM rents e JOIN node s ON s.n = e.source JOIN node t ON t.n = e.target
WHERE e.origin LIKE 'mention-%' AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = e.origin)
ORDER BY 1, 2, 3, 4
