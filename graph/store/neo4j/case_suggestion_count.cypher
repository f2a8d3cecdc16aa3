// $most -> (total)
MATCH (a:Case)-[s:LINKED]->(b:Case)
WHERE visible(a) AND visible(b) AND NOT coalesce(s.left_open, false)
  AND (s.certainty = 'suggested' OR (s.certainty = 'provisional' AND s.weight < $most))
RETURN count(s) AS total
