// $keys (list), $least, $most -> (key, case, digest), by all three; a key that fewer than $least or more than $most gists have gives none
UNWIND $keys AS asked
WITH DISTINCT asked
MATCH (k:Key {value: asked})
WITH k, COUNT { (k)<-[:HAS_KEYS]-(any:Gist) WHERE visible(any) } AS carriers
WHERE $least <= carriers AND carriers <= $most
MATCH (k)<-[:HAS_KEYS]-(g:Gist) WHERE visible(g)
RETURN k.value AS key, g.case AS case, g.digest AS digest
ORDER BY key, case, digest
