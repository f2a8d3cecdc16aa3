-- :ids (list of cases), :levels (list of place levels), :most -> (case, other, via, detail), by the first three; detail is empty
-- CROSS JOIN keeps SQLite to this order: from the few that are asked for, by index, never through a whole table.
WITH asked AS MATERIALIZED (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
place AS MATERIALIZED (
    SELECT DISTINCT places.n, places.id
    FROM asked a CROSS JOIN at ON at.source = a.n CROSS JOIN places ON places.n = at.target
    WHERE places.level IN (SELECT value FROM json_each(:levels))
),
happened AS MATERIALIZED (
    SELECT place.n AS place, place.id AS place_id, c.n, c.id
    FROM place CROSS JOIN at ON at.target = place.n CROSS JOIN cases c ON c.n = at.source
),
linking AS MATERIALIZED ( -- no hubs
    SELECT place FROM happened GROUP BY place HAVING count(*) <= :most
)
SELECT a.id, other.id, ours.place_id, ''
FROM asked a
CROSS JOIN happened ours ON ours.n = a.n
CROSS JOIN linking ON linking.place = ours.place
CROSS JOIN happened other ON other.place = ours.place AND other.n <> a.n
ORDER BY 1, 2, 3
