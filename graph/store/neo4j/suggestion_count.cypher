// -> (total)
MATCH (a:Mention)-[s:MAY_BE]->(b:Mention) WHERE visible(a) AND visible(b)
RETURN count(s) AS total
