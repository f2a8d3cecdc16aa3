-- :low, :high -> (key, mention), by both
WITH shared AS (
    SELECT k.value FROM mentions_keys k JOIN mentions m ON m.n = k.n
    WHERE k.value >= :low AND k.value < :high
    GROUP BY k.value HAVING count(*) > 1
)
SELECT k.value, m.id
FROM shared CROSS JOIN mentions_keys k ON k.value = shared.value CROSS JOIN mentions m ON m.n = k.n
ORDER BY k.value, m.id
