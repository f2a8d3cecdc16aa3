// $ids (list of cases) -> (case, organisation), by case: who has the open task, else got it last, else the first receiver
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (c:Case {id: id}) WHERE visible(c)
WITH c, coalesce(
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
WHERE organisation IS NOT NULL
RETURN c.id AS case, organisation
ORDER BY case
