-- :ids (list of cases), :most -> (case, other, via, detail), by all four; via is the dwelling, detail the two people
-- CROSS JOIN keeps SQLite to this order: from the few that are asked for, by index, never through a whole table.
WITH asked AS MATERIALIZED (
    SELECT n, id FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
),
party AS MATERIALIZED (
    SELECT DISTINCT a.n AS "case", a.id AS case_id, people.n, people.id
    FROM asked a CROSS JOIN party_to p ON p.target = a.n CROSS JOIN people ON people.n = p.source
),
home AS MATERIALIZED ( -- who of the parties lives where, as resident, owner or tenant
    SELECT party."case", party.case_id, party.n, party.id, h.target AS unit
    FROM party CROSS JOIN lives_in h ON h.source = party.n
    UNION
    SELECT party."case", party.case_id, party.n, party.id, h.target
    FROM party CROSS JOIN owns h ON h.source = party.n
    UNION
    SELECT party."case", party.case_id, party.n, party.id, h.target
    FROM party CROSS JOIN rents h ON h.source = party.n
),
unit AS MATERIALIZED (
    SELECT DISTINCT places.n, places.id
    FROM home CROSS JOIN places ON places.n = home.unit
    WHERE places.level = 'unit'
),
member AS MATERIALIZED (
    SELECT unit.n AS unit, unit.id AS unit_id, people.n, people.id
    FROM unit CROSS JOIN lives_in h ON h.target = unit.n CROSS JOIN people ON people.n = h.source
    UNION
    SELECT unit.n, unit.id, people.n, people.id
    FROM unit CROSS JOIN owns h ON h.target = unit.n CROSS JOIN people ON people.n = h.source
    UNION
    SELECT unit.n, unit.id, people.n, people.id
    FROM unit CROSS JOIN rents h ON h.target = unit.n CROSS JOIN people ON people.n = h.source
),
linking AS MATERIALIZED ( -- no hubs
    SELECT unit FROM member GROUP BY unit HAVING count(*) <= :most
)
SELECT DISTINCT home.case_id, other.id, member.unit_id, home.id || '/' || member.id
FROM home
CROSS JOIN linking ON linking.unit = home.unit
CROSS JOIN member ON member.unit = home.unit AND member.n <> home.n
CROSS JOIN party_to theirs ON theirs.source = member.n AND theirs.target <> home."case"
CROSS JOIN cases other ON other.n = theirs.target
ORDER BY 1, 2, 3, 4
