// $before (ISO time), $first, $skip -> (case, last_at, last, by, total), longest ago first, then id
MATCH (c:Case) WHERE visible(c) AND NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected', 'paused']
WITH c, head(COLLECT {
    MATCH (s:Step {case: c.id}) WHERE visible(s) AND s.kind <> 'supervise'
    RETURN s ORDER BY s.at DESC, s.id DESC LIMIT 1
}) AS s
WITH c, s, coalesce(s.at, c.received_at) AS last_at
WHERE last_at < $before
ORDER BY last_at, c.id
WITH collect({case: c.id, last_at: last_at, last: s.kind, by: s.organisation}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.case, row.last_at, row.last, row.by, size(rows) AS total
