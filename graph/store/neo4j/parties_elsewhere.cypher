// $open (null, true, false), $most, $first, $skip -> (case, party, cases, open, departments, last_at, total), most open cases first, then most cases, then case and party
MATCH (c:Case)<-[p:PARTY_TO]-(who)
WHERE visible(c) AND visible(who) AND NOT p.role IN ['agent', 'witness']
  AND ($open IS NULL OR $open = (NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']))
WITH DISTINCT c, who
WITH c, who, COUNT { MATCH (who)-[:PARTY_TO]->(x:Case) WHERE visible(x) RETURN DISTINCT x } AS many
WHERE 2 <= many <= $most
MATCH (who)-[q:PARTY_TO]->(other:Case) WHERE visible(other) AND other <> c AND NOT q.role IN ['agent', 'witness']
WITH DISTINCT c, who, other
WITH c, who, other, COLLECT {
    MATCH (c)-[h:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation)
    WHERE visible(o) AND coalesce(h.accepted, true)
    RETURN DISTINCT o.id
} AS ours, COLLECT {
    MATCH (other)-[h:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]->(o:Organisation)
    WHERE visible(o) AND coalesce(h.accepted, true)
    RETURN DISTINCT o.id
} AS theirs
WHERE size(ours) > 0 AND size(theirs) > 0 AND none(x IN ours WHERE x IN theirs)
UNWIND theirs AS department
WITH c, who, count(DISTINCT other) AS cases, count(DISTINCT department) AS departments, max(other.received_at) AS last_at,
     count(DISTINCT CASE WHEN NOT other.status IN ['settled', 'closed', 'withdrawn', 'rejected'] THEN other END) AS open
ORDER BY open DESC, cases DESC, c.id, who.id
WITH collect({case: c.id, party: who.id, cases: cases, open: open, departments: departments, last_at: last_at}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.case, row.party, row.cases, row.open, row.departments, row.last_at, size(rows) AS total
