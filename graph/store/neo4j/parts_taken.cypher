// $ids (list of cases and matters), $now (ISO time) -> (subject, organisation, part, number, last_at), by all three
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (s:Node {id: id}) WHERE visible(s) AND (s:Case OR s:Matter)
CALL (s) {
    RETURN s AS held
    UNION
    MATCH (s)<-[:PART_OF]-(held:Case) WHERE visible(held)
    RETURN held
}
CALL (s, held) {
    MATCH (held)-[r:RECEIVED_BY]->(o:Organisation) WHERE visible(o)
    RETURN o, 'received' AS part, r.at AS at, null AS once
    UNION ALL
    MATCH (held)-[r:HANDED_TO]->(o:Organisation) WHERE visible(o)
    RETURN o, CASE WHEN r.accepted IS NULL THEN 'waiting' WHEN r.accepted THEN 'got' ELSE 'refused' END AS part,
           r.at AS at, null AS once
    UNION ALL
    MATCH (held)-[r:LED_BY]->(o:Organisation)
    WHERE visible(o) AND (r.since IS NULL OR r.since <= left($now, 10)) AND (r.until IS NULL OR r.until >= left($now, 10))
    RETURN o, CASE WHEN held = s THEN 'leads' ELSE 'leads_case' END AS part, r.since AS at, null AS once
    UNION ALL
    MATCH (held)-[r:HELPED_BY]->(o:Organisation) WHERE visible(o)
    RETURN o, 'helps' AS part, r.since AS at, null AS once
    UNION ALL
    MATCH (held)<-[:ABOUT]-(w:Whistle)-[:BY]->(o:Organisation) WHERE visible(w) AND visible(o)
    RETURN o, 'calls' AS part, w.at AS at, w.id AS once
    UNION ALL
    MATCH (held)<-[:ABOUT]-(w:Whistle)-[r:CALLS]->(o:Organisation) WHERE visible(w) AND visible(o)
    RETURN o, CASE WHEN r.reported_at IS NULL AND NOT w.status IN ['done', 'withdrawn'] THEN 'unanswered' ELSE 'called' END AS part,
           w.at AS at, w.id AS once
    UNION ALL
    MATCH (t:Step {case: held.id}) WHERE visible(t) AND held:Case
    MATCH (o:Organisation {id: t.organisation}) WHERE visible(o)
    RETURN o, 'steps' AS part, t.at AS at, null AS once
    UNION ALL
    MATCH (t:Task {case: held.id}) WHERE visible(t) AND held:Case AND t.ended_at IS NULL
    MATCH (o:Organisation {id: t.organisation}) WHERE visible(o)
    RETURN o, CASE WHEN t.due_at < $now AND t.paused_at IS NULL THEN 'overdue' ELSE 'tasks' END AS part,
           t.due_at AS at, null AS once
}
WITH s, o, part, max(at) AS last_at, count(DISTINCT once) + sum(CASE WHEN once IS NULL THEN 1 ELSE 0 END) AS number
RETURN s.id AS subject, o.id AS organisation, part, number, last_at
ORDER BY subject, organisation, part
