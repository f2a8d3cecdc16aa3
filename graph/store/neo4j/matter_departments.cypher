// $ids (list of matters) -> (matter, organisation, name, cases), by matter, most cases first, then organisation; cases 0: in the matter alone
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (m:Matter {id: id}) WHERE visible(m)
CALL (m) {
    RETURN m AS subject
    UNION
    MATCH (m)<-[:PART_OF]-(subject:Case) WHERE visible(subject)
    RETURN subject
}
CALL (subject) {
    MATCH (subject)-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(o)
    RETURN o
    UNION
    MATCH (subject)<-[:ABOUT]-(doing)-[:BY|CALLS|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(doing) AND visible(o)
    RETURN o
    UNION
    MATCH (s:Step {case: subject.id}) WHERE visible(s)
    MATCH (o:Organisation {id: s.organisation}) WHERE visible(o)
    RETURN o
}
WITH m, o, count(DISTINCT CASE WHEN subject <> m THEN subject END) AS cases
RETURN m.id AS matter, o.id AS organisation, o.name AS name, cases
ORDER BY matter, cases DESC, organisation
