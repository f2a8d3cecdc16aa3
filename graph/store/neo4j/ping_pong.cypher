// $least, $start, $end (ISO times or null), $first, $skip -> (case, one, other, returns, refusals, last_at, total), most returns first, then the last return, latest first, then case, one, other
MATCH (c:Case)-[h:HANDED_TO]->(t:Organisation) WHERE visible(c) AND visible(t) AND h.giver IS NOT NULL
MATCH (g:Organisation {id: h.giver}) WHERE visible(g) AND g <> t
WITH c, collect({giver: g.id, taker: t.id, at: h.at, accepted: h.accepted}) AS handed
WHERE size(handed) > 1
UNWIND handed AS b
WITH c, handed, b
WHERE coalesce(b.accepted, true) AND ($start IS NULL OR b.at >= $start) AND ($end IS NULL OR b.at < $end)
  AND any(a IN handed WHERE a.giver = b.taker AND a.taker = b.giver AND a.at < b.at AND coalesce(a.accepted, true))
WITH c, handed, CASE WHEN b.giver < b.taker THEN [b.giver, b.taker] ELSE [b.taker, b.giver] END AS pair,
     count(*) AS returns, max(b.at) AS last_at
WHERE returns >= $least
WITH c, returns, last_at, [h IN handed WHERE h.giver IN pair AND h.taker IN pair] AS between
WITH c, returns, last_at, size([h IN between WHERE h.accepted = false]) AS refusals,
     reduce(f = between[0], h IN between |
            CASE WHEN h.at < f.at OR (h.at = f.at AND h.giver < f.giver) THEN h ELSE f END) AS made
ORDER BY returns DESC, last_at DESC, c.id, made.giver, made.taker
WITH collect({case: c.id, one: made.giver, other: made.taker, returns: returns, refusals: refusals, last_at: last_at}) AS rows
UNWIND rows[$skip .. $skip + $first] AS row
RETURN row.case, row.one, row.other, row.returns, row.refusals, row.last_at, size(rows) AS total
