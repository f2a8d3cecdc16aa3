// $start, $end (ISO times), $sources (list), $communities (list or null), $first, $skip -> (community, lists, cases, last_week, last_at, total), with neither first, then the last case, longest ago first, then id
MATCH (p:Place {level: 'community'}) WHERE visible(p) AND ($communities IS NULL OR p.id IN $communities)
WITH p, COUNT {
    MATCH (w:WeeklyList {community: p.id}) WHERE visible(w) AND w.week >= left($start, 10) AND w.week < left($end, 10)
} AS lists, COUNT {
    MATCH (c:Case {community: p.id})
    WHERE visible(c) AND c.received_at >= $start AND c.received_at < $end AND c.source IN $sources
} AS cases
WHERE lists = 0 OR cases = 0
WITH p, lists, cases,
     head(COLLECT { MATCH (w:WeeklyList {community: p.id}) WHERE visible(w) RETURN max(w.week) }) AS last_week,
     head(COLLECT {
         MATCH (c:Case {community: p.id}) WHERE visible(c) AND c.source IN $sources RETURN max(c.received_at)
     }) AS last_at
ORDER BY CASE WHEN lists > 0 OR cases > 0 THEN 1 ELSE 0 END, last_at IS NOT NULL, last_at, p.id
WITH collect({community: p.id, lists: lists, cases: cases, last_week: last_week, last_at: last_at}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.community, row.lists, row.cases, row.last_week, row.last_at, size(rows) AS total
