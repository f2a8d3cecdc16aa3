// $ids (list of cases and matters) -> (subject, organisation, part), by all three, each once; a matter has those of its cases too
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (s:Node {id: id}) WHERE visible(s) AND s:Case|Matter
CALL (s) {
    RETURN s AS held
    UNION ALL
    MATCH (s)<-[:PART_OF]-(held:Case) WHERE visible(held)
    RETURN held
}
MATCH (held)-[r:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(o)
RETURN DISTINCT s.id AS subject, o.id AS organisation, toLower(type(r)) AS part
ORDER BY subject, organisation, part
