-- :first, :skip -> (a, b, weight, reason, doubt, cases), most cases of the two first, then by weight, then by ids
SELECT a.id, b.id, s.weight, s.reason, s.doubt, (
    SELECT count(DISTINCT p.target) FROM party_to p
    WHERE p.source IN (SELECT r.target FROM refers_to r WHERE r.source IN (s.source, s.target))
) AS cases
FROM may_be s JOIN mentions a ON a.n = s.source JOIN mentions b ON b.n = s.target
ORDER BY cases DESC, s.weight DESC, a.id, b.id
LIMIT :first OFFSET :skip
