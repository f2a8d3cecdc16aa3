// $now, $start, $end (ISO times or null), $first, $skip -> (organisation, open, tasks, overdue, done, total), most open first, then tasks, then done, then id
CALL () {
    MATCH (c:Case) WHERE visible(c) AND NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']
    WITH coalesce(
         head(COLLECT {
             MATCH (t:Task {case: c.id}) WHERE visible(t) AND t.ended_at IS NULL AND t.kind IN ['settle', 'visit', 'close']
             MATCH (o:Organisation {id: t.organisation}) WHERE visible(o)
             RETURN o.id ORDER BY t.opened_at DESC, t.id LIMIT 1
         }),
         head(COLLECT {
             MATCH (c)-[h:HANDED_TO]->(o:Organisation) WHERE visible(o) AND coalesce(h.accepted, true)
             RETURN o.id ORDER BY h.at DESC, o.id LIMIT 1
         }),
         head(COLLECT { MATCH (c)-[:RECEIVED_BY]->(o:Organisation) WHERE visible(o) RETURN o.id ORDER BY o.id LIMIT 1 })
     ) AS organisation
    RETURN organisation, 1 AS open, 0 AS tasks, 0 AS overdue, 0 AS done
    UNION ALL
    MATCH (t:Task) WHERE visible(t) AND t.ended_at IS NULL
    RETURN t.organisation AS organisation, 0 AS open, 1 AS tasks,
           CASE WHEN t.due_at < $now AND t.paused_at IS NULL THEN 1 ELSE 0 END AS overdue, 0 AS done
    UNION ALL
    MATCH (s:Step {kind: 'settle'})
    WHERE visible(s) AND NOT coalesce(s.outcome, '') IN ['failed', 'withdrawn']
      AND ($start IS NULL OR s.at >= $start) AND ($end IS NULL OR s.at < $end)
    RETURN s.organisation AS organisation, 0 AS open, 0 AS tasks, 0 AS overdue, count(DISTINCT s.case) AS done
}
MATCH (o:Organisation {id: organisation}) WHERE visible(o)
WITH o, sum(open) AS open, sum(tasks) AS tasks, sum(overdue) AS overdue, sum(done) AS done
ORDER BY open DESC, tasks DESC, done DESC, o.id
WITH collect({organisation: o.id, open: open, tasks: tasks, overdue: overdue, done: done}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.organisation, row.open, row.tasks, row.overdue, row.done, size(rows) AS total
