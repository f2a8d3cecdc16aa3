// $keys (list) -> (key, mention), by both
UNWIND $keys AS asked
WITH DISTINCT asked
MATCH (k:Key {value: asked})<-[:HAS_KEYS]-(m:Mention) WHERE visible(m)
RETURN k.value AS key, m.id AS mention
ORDER BY key, mention
