// $first, $skip -> (a, b, weight, reason, doubt, cases), most cases of the two first, then by weight, then by ids
MATCH (a:Mention)-[s:MAY_BE]->(b:Mention) WHERE visible(a) AND visible(b)
WITH a, b, s, COUNT {
    MATCH (m:Mention)-[:REFERS_TO]->(x)-[:PARTY_TO]->(c:Case)
    WHERE m IN [a, b] AND visible(m) AND visible(x) AND visible(c)
    RETURN DISTINCT c
} AS cases
RETURN a.id AS a, b.id AS b, s.weight AS weight, s.reason AS reason, s.doubt AS doubt, cases
ORDER BY cases DESC, weight DESC, a, b
SKIP $skip LIMIT $first
