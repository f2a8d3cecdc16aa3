// $low, $high -> (key, mention), by both
MATCH (k:Key) WHERE k.value >= $low AND k.value < $high
MATCH (k)<-[:HAS_KEYS]-(m:Mention) WHERE visible(m)
WITH k, collect(m.id) AS mentions
WHERE size(mentions) > 1
UNWIND mentions AS mention
RETURN k.value AS key, mention
ORDER BY key, mention
