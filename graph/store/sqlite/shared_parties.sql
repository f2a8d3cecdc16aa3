-- :ids (list of cases), :kinds (list of person, organisation), :most -> (case, other, via, detail), by all four
-- CROSS JOIN keeps SQLite to this order: from the few that are asked for, by index, never through a whole table.
WITH asked AS MATERIALIZED (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
party AS MATERIALIZED (
    SELECT DISTINCT node.n, node.id
    FROM asked a CROSS JOIN party_to p ON p.target = a.n CROSS JOIN node ON node.n = p.source
    WHERE substr(node.id, 1, instr(node.id, '-') - 1) IN (SELECT value FROM json_each(:kinds))
),
linking AS MATERIALIZED ( -- no hubs
    SELECT party.n, party.id
    FROM party CROSS JOIN party_to p ON p.source = party.n
    GROUP BY party.n HAVING count(DISTINCT p.target) <= :most
)
SELECT a.id, other.id, l.id, ours.role || '/' || theirs.role
FROM asked a
CROSS JOIN party_to ours ON ours.target = a.n
CROSS JOIN linking l ON l.n = ours.source
CROSS JOIN party_to theirs ON theirs.source = l.n AND theirs.target <> a.n
CROSS JOIN cases other ON other.n = theirs.target
ORDER BY a.id, other.id, l.id, 4
