// $ids (list of mentions) -> (mention, type, other, detail, since, until, also), by the first four
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (m:Node {id: id}) WHERE visible(m) AND m:Mention
MATCH (m)-[r:MENTIONED_IN|STATED_AT|REFERS_TO]->(o) WHERE visible(o)
RETURN m.id AS mention, toLower(type(r)) AS type, o.id AS other,
       CASE type(r) WHEN 'MENTIONED_IN' THEN r.role WHEN 'STATED_AT' THEN r.tenure ELSE r.certainty END AS detail,
       r.since AS since, r.until AS until, r.also AS also
ORDER BY mention, type, other, detail
