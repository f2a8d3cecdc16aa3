// parameters: start, end, settled_by (ISO dates; `end` is not in the period, `settled_by` is counted); rows: case, received_at, resolved_at, settled_at, closed_at, reopened_at, open, due_at, receiver, hands, came_back, by case
// Definitions, in words: docs/statistics.md. A day is the first ten letters of an ISO time.
MATCH (s:Step)
WHERE visible(s)
  AND (s.kind IN ['receive', 'reopen', 'close', 'withdraw', 'decline']
       OR (s.kind = 'settle' AND NOT coalesce(s.outcome, '') IN ['failed', 'referred', 'withdrawn']))
WITH s.`case` AS id,
     min(CASE WHEN s.kind = 'receive' THEN s.at END) AS received_at,
     max(CASE WHEN s.kind = 'settle' AND left(s.at, 10) <= $settled_by THEN s.at END) AS late_settle,
     max(CASE WHEN s.kind = 'reopen' AND left(s.at, 10) <= $settled_by THEN s.at END) AS late_reopen,
     max(CASE WHEN s.kind = 'settle' AND s.at < $end THEN s.at END) AS settle,
     max(CASE WHEN s.kind = 'reopen' AND s.at < $end THEN s.at END) AS reopen,
     max(CASE WHEN s.kind IN ['close', 'withdraw', 'decline'] AND s.at < $end THEN s.at END) AS ended,
     max(CASE WHEN s.kind = 'close' AND s.at >= $start AND s.at < $end THEN s.at END) AS closed_at,
     max(CASE WHEN s.kind = 'reopen' AND s.at >= $start AND s.at < $end THEN s.at END) AS reopened_at
WITH id, received_at, closed_at, reopened_at,
     CASE WHEN late_settle > coalesce(late_reopen, '') THEN late_settle END AS resolved_at,
     CASE WHEN settle > coalesce(reopen, '') THEN settle END AS settled_at,
     coalesce(received_at < $end, false) AND NOT coalesce(settle, '') > coalesce(reopen, '')
     AND NOT coalesce(ended, '') > coalesce(reopen, '') AS open
WHERE (received_at >= $start AND received_at < $end) OR settled_at >= $start OR closed_at IS NOT NULL
   OR reopened_at IS NOT NULL OR open
MATCH (c:Case {id: id}) WHERE visible(c)
OPTIONAL MATCH (c)-[:RECEIVED_BY]->(r:Organisation) WHERE visible(r)
WITH c, received_at, resolved_at, settled_at, closed_at, reopened_at, open, min(r.id) AS receiver
OPTIONAL MATCH (t:Task {`case`: c.id, kind: 'settle'}) WHERE visible(t)
WITH c, received_at, resolved_at, settled_at, closed_at, reopened_at, open, receiver, max(t.due_at) AS due_at
OPTIONAL MATCH (c)-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(o)
WITH c, received_at, resolved_at, settled_at, closed_at, reopened_at, open, receiver, due_at, collect(DISTINCT o.id) AS hands
OPTIONAL MATCH (s:Step {`case`: c.id}) WHERE visible(s) AND s.organisation IS NOT NULL
WITH c, received_at, resolved_at, settled_at, closed_at, reopened_at, open, receiver, due_at, hands,
     collect(DISTINCT s.organisation) AS takers
RETURN c.id AS case, received_at, resolved_at, settled_at, closed_at, reopened_at, open,
       coalesce(due_at, c.due_on + 'T23:59:59') AS due_at, receiver,
       size(hands + [each IN takers WHERE NOT each IN hands]) AS hands,
       EXISTS {
           MATCH (c)-[l:LINKED]-(later:Case)
           WHERE visible(later) AND l.kind = 'recurrence' AND l.certainty <> 'suggested'
             AND later.received_at > settled_at
             AND EXISTS { MATCH (c)<-[:PARTY_TO]-(p)-[:PARTY_TO]->(later) WHERE visible(p) }
       } AS came_back
ORDER BY case
