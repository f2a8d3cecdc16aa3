-- :keys (list), :most -> (key, mention), by both; a key that more than :most mentions have gives none
WITH asked AS MATERIALIZED (
    SELECT DISTINCT value FROM json_each(:keys)
),
told AS MATERIALIZED (
    SELECT value FROM asked
    WHERE :most IS NULL
       OR (SELECT count(*) FROM (
           SELECT 1 FROM mentions_keys k JOIN mentions m ON m.n = k.n WHERE k.value = asked.value LIMIT :most + 1
       )) <= :most
)
SELECT k.value, m.id
FROM told CROSS JOIN mentions_keys k ON k.value = told.value CROSS JOIN mentions m ON m.n = k.n
ORDER BY k.value, m.id
