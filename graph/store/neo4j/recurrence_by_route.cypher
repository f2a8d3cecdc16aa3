// $start, $end (ISO times or null), $least, $first, $skip -> (value, settled, returned, total), most returned first, then fewest settled, then value
MATCH (c:Case)
WHERE visible(c) AND c.settled_on IS NOT NULL
  AND ($start IS NULL OR c.settled_on >= left($start, 10)) AND ($end IS NULL OR c.settled_on < left($end, 10))
WITH c, EXISTS {
    MATCH (c)-[l:LINKED]-(o:Case)
    WHERE visible(o) AND l.kind = 'recurrence' AND l.certainty <> 'suggested' AND left(o.received_at, 10) >= c.settled_on
      AND EXISTS { MATCH (c)<-[:PARTY_TO]-(p)-[:PARTY_TO]->(o) WHERE visible(p) }
} AS back
WITH back, coalesce(head(COLLECT {
    MATCH (c)<-[:ABOUT]-(m:Mediation) WHERE visible(m) AND m.result IN ['agreement', 'partial']
    RETURN m.route ORDER BY m.ended_on IS NOT NULL DESC, m.ended_on DESC, m.id DESC LIMIT 1
}), 'none') AS value
WITH value, count(*) AS settled, count(CASE WHEN back THEN 1 END) AS returned
WHERE returned >= $least
WITH value, settled, returned
ORDER BY returned DESC, settled, value
WITH collect({value: value, settled: settled, returned: returned}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.value, row.settled, row.returned, size(rows) AS total
