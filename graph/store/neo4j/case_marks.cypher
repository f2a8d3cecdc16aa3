// $ids (list of cases) -> (case, kind, source, dispute_type, community, stage, legacy), by case
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (c:Case {id: id}) WHERE visible(c)
RETURN c.id AS case, c.kind AS kind, c.source AS source, c.dispute_type AS dispute_type, c.community AS community,
       c.stage AS stage, c.legacy AS legacy
ORDER BY case
