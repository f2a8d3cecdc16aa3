// $now (ISO time), $days, $first, $skip -> (case, settled_on, due_on, organisation, total), due first, then id
MATCH (c:Case {status: 'settled'})
WHERE visible(c) AND c.settled_on IS NOT NULL
  AND NOT EXISTS { MATCH (c)<-[:ABOUT]-(v:Visit) WHERE visible(v) AND v.on >= c.settled_on }
WITH c, head(COLLECT {
    MATCH (t:Task {case: c.id}) WHERE visible(t) AND t.kind = 'visit' AND t.ended_at IS NULL
    RETURN t ORDER BY t.due_at, t.id LIMIT 1
}) AS t
WITH c, t, coalesce(left(t.due_at, 10), toString(date(c.settled_on) + duration({days: $days}))) AS due_on
WHERE t.paused_at IS NULL AND due_on < left($now, 10)
WITH c, due_on, coalesce(t.organisation, head(COLLECT {
    MATCH (c)-[:RECEIVED_BY]->(o:Organisation) WHERE visible(o) RETURN o.id ORDER BY o.id LIMIT 1
})) AS organisation
ORDER BY due_on, c.id
WITH collect({case: c.id, settled_on: c.settled_on, due_on: due_on, organisation: organisation}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.case, row.settled_on, row.due_on, row.organisation, size(rows) AS total
