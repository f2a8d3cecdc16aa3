// $kinds (list of case, matter), $least, $led (null, true, false), $first, $skip -> (subject, departments, lead), most departments first, then id
CALL () {
    MATCH (s:Case) WHERE 'case' IN $kinds AND visible(s)
    RETURN s, s AS held
    UNION ALL
    MATCH (s:Matter) WHERE 'matter' IN $kinds AND visible(s)
    RETURN s, s AS held
    UNION ALL
    MATCH (s:Matter)<-[:PART_OF]-(held:Case) WHERE 'matter' IN $kinds AND visible(s) AND visible(held)
    RETURN s, held
}
MATCH (held)-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation) WHERE visible(o)
WITH s, count(DISTINCT o) AS departments
WHERE departments >= $least
WITH s, departments, COLLECT { MATCH (s)-[:LED_BY]->(l) WHERE visible(l) RETURN DISTINCT l.id } AS leads
WHERE $led IS NULL OR $led = (size(leads) = 1)
RETURN s.id AS subject, departments, CASE WHEN size(leads) = 1 THEN leads[0] END AS lead
ORDER BY departments DESC, subject
SKIP $skip LIMIT $first
