-- :ids (list of cases) -> (case, kind, source, dispute_type, community, stage, legacy), by case
SELECT id, kind, source, dispute_type, community, stage, legacy
FROM cases WHERE id IN (SELECT value FROM json_each(:ids))
ORDER BY id
