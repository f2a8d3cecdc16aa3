// $ids (list of whistles, meetings, decisions, mediations, visits, warnings, consultations) -> (work, case, organisation), by (work, case); a row a case, one row with none
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (w:Node {id: id}) WHERE visible(w) AND w:Whistle|Meeting|Decision|Mediation|Visit|Warning|Consultation
OPTIONAL MATCH (w)-[:BY|LED_BY]->(o:Organisation) WHERE visible(o)
WITH w, min(o.id) AS own
OPTIONAL MATCH (w)-[:BY|LED_BY]->(f:Officer)-[:MEMBER_OF]->(o:Organisation) WHERE visible(f) AND visible(o)
WITH w, own, min(o.id) AS through
WITH w, coalesce(own, through) AS organisation
CALL (w) {
    OPTIONAL MATCH (w)-[:ABOUT]->(c:Case) WHERE visible(c)
    WITH w, collect(c.id) AS direct
    OPTIONAL MATCH (w)-[:ABOUT]->(m:Matter)<-[:PART_OF]-(c:Case) WHERE visible(m) AND visible(c)
    WITH direct, collect(c.id) AS through
    WITH direct + through AS found
    UNWIND CASE found WHEN [] THEN [null] ELSE found END AS case
    RETURN DISTINCT case
}
RETURN w.id AS work, case, organisation
ORDER BY work, case
