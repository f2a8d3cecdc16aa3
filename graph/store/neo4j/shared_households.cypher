// $ids (list of cases), $most -> (case, other, via, detail), by all four; via is the dwelling, detail the two people
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (c:Node {id: id}) WHERE visible(c) AND c:Case
MATCH (c)<-[:PARTY_TO]-(one:Person) WHERE visible(one)
MATCH (one)-[:LIVES_IN|OWNS|RENTS]->(u:Place {level: 'unit'}) WHERE visible(u)
WITH u, collect(DISTINCT [c, one]) AS ours
WITH u, ours, COLLECT { MATCH (u)<-[:LIVES_IN|OWNS|RENTS]-(two:Person) WHERE visible(two) RETURN DISTINCT two } AS members
WHERE size(members) <= $most
UNWIND ours AS pair
WITH u, members, pair[0] AS c, pair[1] AS one
UNWIND members AS two
WITH u, c, one, two WHERE two <> one
MATCH (two)-[:PARTY_TO]->(o:Case) WHERE visible(o) AND o <> c
RETURN DISTINCT c.id AS case, o.id AS other, u.id AS via, one.id + '/' + two.id AS detail
ORDER BY case, other, via, detail
