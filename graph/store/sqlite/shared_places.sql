-- :ids (list of cases), :levels (list of place levels), :most -> (case, other, via, detail), by the first three; detail is empty
WITH asked AS MATERIALIZED (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
place AS (
    SELECT DISTINCT places.n, places.id
    FROM asked a JOIN at ON at.source = a.n JOIN places ON places.n = at.target
    WHERE places.level IN (SELECT value FROM json_each(:levels))
),
happened AS MATERIALIZED (
    SELECT place.n AS place, place.id AS place_id, c.n, c.id
    FROM place JOIN at ON at.target = place.n JOIN cases c ON c.n = at.source
),
linking AS ( -- no hubs
    SELECT place FROM happened GROUP BY place HAVING count(*) <= :most
)
SELECT ours.id, other.id, ours.place_id, ''
FROM asked a
JOIN happened ours ON ours.n = a.n
JOIN linking ON linking.place = ours.place
JOIN happened other ON other.place = ours.place AND other.n <> a.n
ORDER BY 1, 2, 3
