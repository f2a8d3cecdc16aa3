// $ids (list of cases), $most -> (case, other, title, text, received_at, settled_on, amount, participants, outcome), by case, latest settled first, then other; of each case at most $most
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (a:Case {id: id}) WHERE visible(a)
CALL (a) {
    CALL (a) {
        MATCH (c:Case {dispute_type: a.dispute_type}) WHERE visible(c)
        RETURN c
        UNION ALL
        WITH a WHERE a.dispute_type IS NULL
        MATCH (c:Case {kind: a.kind}) WHERE visible(c)
        RETURN c
    }
    WITH a, c
    WHERE c.settled_on IS NOT NULL AND c <> a
      AND (c.outcome IS NULL OR NOT c.outcome IN ['failed', 'withdrawn'])
      AND NOT EXISTS { MATCH (a)-[:PART_OF]->(m:Matter)<-[:PART_OF]-(c) WHERE visible(m) }
    RETURN c ORDER BY c.settled_on DESC, c.id LIMIT $most
}
RETURN a.id AS case, c.id AS other, c.title AS title, c.text AS text, c.received_at AS received_at,
       c.settled_on AS settled_on, c.amount AS amount, c.participants AS participants, c.outcome AS outcome
ORDER BY case, settled_on DESC, other
