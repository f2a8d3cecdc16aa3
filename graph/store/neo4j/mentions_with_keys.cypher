// $keys (list), $most -> (key, mention), by both; a key that more than $most mentions have gives none
UNWIND $keys AS asked
WITH DISTINCT asked
MATCH (k:Key {value: asked}) WHERE $most IS NULL OR COUNT { (k)<-[:HAS_KEYS]-(any:Mention) WHERE visible(any) } <= $most
MATCH (k)<-[:HAS_KEYS]-(m:Mention) WHERE visible(m)
RETURN k.value AS key, m.id AS mention
ORDER BY key, mention
