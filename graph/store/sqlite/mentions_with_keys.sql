-- :keys (list) -> (key, mention), by both
SELECT k.value, m.id
FROM mentions_keys k JOIN mentions m ON m.n = k.n
WHERE k.value IN (SELECT value FROM json_each(:keys))
ORDER BY k.value, m.id
