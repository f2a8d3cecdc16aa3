-- :keys (list), :least, :most -> (key, case, digest), by all three; a key that fewer than :least or more than :most gists have gives none
WITH asked AS MATERIALIZED (
    SELECT DISTINCT value FROM json_each(:keys)
),
told AS MATERIALIZED (
    SELECT value FROM asked
    WHERE (SELECT count(*) FROM (
        SELECT 1 FROM gists_keys k JOIN gists g ON g.n = k.n WHERE k.value = asked.value LIMIT :most + 1
    ))
        BETWEEN :least AND :most
)
SELECT k.value, g."case", g.digest
FROM told CROSS JOIN gists_keys k ON k.value = told.value CROSS JOIN gists g ON g.n = k.n
ORDER BY k.value, g."case", g.digest
