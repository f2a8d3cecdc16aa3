// $now, $start, $end (ISO times or null), $first, $skip -> (officer, open, led, done, total), most open and led first, then done, then id
CALL () {
    MATCH (c:Case) WHERE visible(c) AND NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']
    RETURN head(COLLECT {
        MATCH (s:Step {case: c.id}) WHERE visible(s) AND s.officer IS NOT NULL
        RETURN s.officer ORDER BY s.at DESC, s.id DESC LIMIT 1
    }) AS officer, 1 AS open, 0 AS led, 0 AS done
    UNION ALL
    MATCH (f:Officer)<-[l:LED_BY]-(c:Case)
    WHERE visible(f) AND visible(c) AND NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']
      AND (l.since IS NULL OR l.since <= left($now, 10)) AND (l.until IS NULL OR l.until >= left($now, 10))
    RETURN f.id AS officer, 0 AS open, count(DISTINCT c) AS led, 0 AS done
    UNION ALL
    MATCH (s:Step {kind: 'settle'})
    WHERE visible(s) AND s.officer IS NOT NULL AND NOT coalesce(s.outcome, '') IN ['failed', 'withdrawn']
      AND ($start IS NULL OR s.at >= $start) AND ($end IS NULL OR s.at < $end)
    RETURN s.officer AS officer, 0 AS open, 0 AS led, count(DISTINCT s.case) AS done
}
MATCH (f:Officer {id: officer}) WHERE visible(f)
WITH f, sum(open) AS open, sum(led) AS led, sum(done) AS done
ORDER BY open + led DESC, done DESC, f.id
WITH collect({officer: f.id, open: open, led: led, done: done}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.officer, row.open, row.led, row.done, size(rows) AS total
