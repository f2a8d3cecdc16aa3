// $least, $start, $end (ISO times or null), $community, $department (ids or null), $open (null, true, false), $words (list), $by (size, newest, participants), $first, $skip -> (matter, total), by that, most first, then the latest case's time, latest first, then id
CALL () {
    WITH true AS every WHERE $department IS NULL
    MATCH (m:Matter) WHERE visible(m)
    RETURN m
    UNION
    MATCH (o:Organisation {id: $department}) WHERE visible(o)
    CALL (o) {
        MATCH (o)<-[:RECEIVED_BY|HANDED_TO|LED_BY|HELPED_BY]-(t:Case|Matter) WHERE visible(t)
        RETURN t
        UNION
        MATCH (o)<-[:BY|CALLS|LED_BY|HELPED_BY]-(doing)-[:ABOUT]->(t) WHERE visible(doing) AND visible(t)
        RETURN t
        UNION
        MATCH (s:Step {organisation: o.id}) WHERE visible(s)
        MATCH (t:Case {id: s.case}) WHERE visible(t)
        RETURN t
    }
    MATCH (t)-[:PART_OF]->{0,1}(m:Matter) WHERE visible(m)
    RETURN m
}
MATCH (m)<-[:PART_OF]-(c:Case) WHERE visible(c)
WITH m, collect(DISTINCT c) AS held
WITH m, held, size(held) AS size,
     reduce(last = null, c IN held | CASE WHEN last IS NULL OR c.received_at > last THEN c.received_at ELSE last END) AS last_at,
     any(c IN held WHERE NOT c.status IN ['settled', 'closed', 'withdrawn', 'rejected']) AS open
WHERE size >= $least
  AND ($open IS NULL OR open = $open)
  AND ($community IS NULL OR any(c IN held WHERE c.community = $community))
  AND (($start IS NULL AND $end IS NULL)
       OR any(c IN held WHERE c.received_at IS NOT NULL
              AND ($start IS NULL OR c.received_at >= $start) AND ($end IS NULL OR c.received_at < $end)))
  AND all(word IN $words WHERE m.title CONTAINS word
          OR any(c IN held WHERE c.title CONTAINS word OR c.text CONTAINS word OR c.place CONTAINS word OR c.number CONTAINS word))
WITH m, size, last_at, CASE $by
    WHEN 'size' THEN size
    WHEN 'participants' THEN COUNT {
        MATCH (m)<-[:PART_OF]-(c:Case)<-[p:PARTY_TO]-(who:Person)
        WHERE visible(c) AND visible(who) AND p.role IN ['applicant', 'reporter', 'party']
        RETURN DISTINCT who
    }
    ELSE 0
END AS rank
ORDER BY rank DESC, last_at IS NOT NULL DESC, last_at DESC, m.id
WITH collect(m.id) AS ids
UNWIND ids[$skip .. $skip + $first] AS matter
RETURN matter, size(ids) AS total
