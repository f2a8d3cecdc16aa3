// $least, $open (null, true, false), $now, $first, $skip -> (matter, departments, cases, open, leads, last_at, total), most departments first, then most open cases, then id
MATCH (m:Matter) WHERE visible(m)
WITH m, COUNT {
    MATCH (m)-[l:LED_BY]->(who)
    WHERE visible(who) AND (l.since IS NULL OR l.since <= left($now, 10)) AND (l.until IS NULL OR l.until >= left($now, 10))
    RETURN DISTINCT who
} AS leads
WHERE leads <> 1
WITH m, leads, COLLECT { MATCH (m)<-[:PART_OF]-(c:Case) WHERE visible(c) RETURN c } AS held
WITH m, leads, held, size([c IN held WHERE NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']]) AS open
WHERE $open IS NULL OR $open = (open > 0)
CALL (m, held) {
    UNWIND [m] + held AS s
    MATCH (s)-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(s) AND visible(o)
    RETURN count(DISTINCT o) AS departments
}
WITH m, leads, open, held, departments
WHERE departments > 0 AND departments >= $least
WITH m, leads, open, departments, size(held) AS cases,
     reduce(last = null, c IN held | CASE WHEN last IS NULL OR c.received_at > last THEN c.received_at ELSE last END) AS last_at
ORDER BY departments DESC, open DESC, m.id
WITH collect({matter: m.id, departments: departments, cases: cases, open: open, leads: leads, last_at: last_at}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.matter, row.departments, row.cases, row.open, row.leads, row.last_at, size(rows) AS total
