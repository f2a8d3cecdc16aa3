// parameters: start, end, settled_by (ISO dates; `end` is not in the period, `settled_by` is counted); rows: figure, part, whole, by figure
// Definitions, in words: docs/statistics.md. A day is the first ten letters of an ISO time.
CALL {
    MATCH (s:Step) WHERE visible(s) AND s.kind = 'receive'
    WITH s.`case` AS id, min(s.at) AS at WHERE at >= $start AND at < $end
    MATCH (c:Case {id: id}) WHERE visible(c) AND c.kind = 'dispute'
    OPTIONAL MATCH (t:Step {`case`: c.id})
    WHERE visible(t) AND left(t.at, 10) <= $settled_by
      AND (t.kind = 'reopen' OR (t.kind = 'settle' AND NOT coalesce(t.outcome, '') IN ['failed', 'referred', 'withdrawn']))
    WITH c, max(CASE t.kind WHEN 'settle' THEN t.at END) AS settled, max(CASE t.kind WHEN 'reopen' THEN t.at END) AS reopened
    RETURN count(c) AS disputes, count(CASE WHEN settled > coalesce(reopened, '') THEN 1 END) AS resolved
}
CALL {
    MATCH (s:Step) WHERE visible(s) AND s.kind = 'close' AND s.at >= $start AND s.at < $end
    MATCH (c:Case {id: s.`case`})
    WHERE visible(c) AND c.kind = 'request' AND c.source IN ['online', 'hotline_12345', 'petition']
    WITH DISTINCT c
    OPTIONAL MATCH (c)<-[:ABOUT]-(v:Visit) WHERE visible(v) AND v.satisfied IS NOT NULL AND v.on <= $settled_by
    RETURN count(DISTINCT c) AS requests, count(DISTINCT v) AS told,
           count(DISTINCT CASE WHEN v.satisfied THEN v END) AS satisfied
}
CALL {
    MATCH (w:Warning) WHERE visible(w) AND w.handled_on >= $start AND w.handled_on < $end
    RETURN count(w) AS handled
}
CALL {
    MATCH (c:Case) WHERE visible(c) AND c.legacy
    MATCH (t:Step {`case`: c.id})
    WHERE visible(t) AND t.at < $end
      AND (t.kind = 'reopen' OR (t.kind = 'settle' AND NOT coalesce(t.outcome, '') IN ['failed', 'referred', 'withdrawn']))
    WITH c, max(CASE t.kind WHEN 'settle' THEN t.at END) AS settled, max(CASE t.kind WHEN 'reopen' THEN t.at END) AS reopened
    WHERE settled > coalesce(reopened, '') AND settled >= $start
    OPTIONAL MATCH (c)-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(o)
    WITH c, collect(DISTINCT o.id) AS hands
    OPTIONAL MATCH (s:Step {`case`: c.id}) WHERE visible(s) AND s.organisation IS NOT NULL
    WITH c, hands, collect(DISTINCT s.organisation) AS takers
    WITH c, size(hands + [each IN takers WHERE NOT each IN hands]) AS organisations
    RETURN count(c) AS legacy, count(CASE WHEN organisations >= 2 THEN 1 END) AS joint
}
UNWIND [
    ['dispute_resolution_rate', resolved, disputes],
    ['disputes', disputes, 0],
    ['legacy_problems_solved', legacy, 0],
    ['legacy_problems_solved_jointly', joint, 0],
    ['requests_done', requests, 0],
    ['satisfaction_rate', satisfied, told],
    ['warnings_handled', handled, 0]
] AS row
RETURN row[0] AS figure, row[1] AS part, row[2] AS whole
ORDER BY figure
