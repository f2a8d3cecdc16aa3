// $open (null, true) -> (matter, organisation), by both, each once
MATCH (m:Matter)
WHERE visible(m)
  AND ($open IS NULL OR NOT $open OR EXISTS {
      MATCH (m)<-[:PART_OF]-(c:Case) WHERE visible(c) AND NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']
  })
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
    MATCH (subject)<-[:ABOUT]-(w:Whistle)-[:CALLS]->(o:Organisation) WHERE visible(w) AND visible(o)
    RETURN o
}
RETURN DISTINCT m.id AS matter, o.id AS organisation
ORDER BY matter, organisation
