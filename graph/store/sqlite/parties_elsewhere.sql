-- :open (null, true, false), :most, :first, :skip -> (case, party, cases, open, departments, last_at, total), most open cases first, then most cases, then case and party
WITH wanted AS MATERIALIZED (
    SELECT n FROM cases
    WHERE :open IS NULL OR :open = (status NOT IN ('settled', 'closed', 'withdrawn', 'rejected'))
),
asked AS MATERIALIZED (
    SELECT DISTINCT w.n, p.source AS party
    FROM wanted w CROSS JOIN party_to p ON p.target = w.n
    WHERE p.role NOT IN ('agent', 'witness')
),
few AS MATERIALIZED (
    SELECT a.party FROM (SELECT DISTINCT party FROM asked) a CROSS JOIN party_to p ON p.source = a.party
    GROUP BY a.party HAVING count(DISTINCT p.target) BETWEEN 2 AND :most
),
pair AS MATERIALIZED (
    SELECT DISTINCT a.n, a.party, p.target AS other
    FROM asked a CROSS JOIN party_to p ON p.source = a.party
    WHERE a.party IN (SELECT party FROM few) AND p.target <> a.n AND p.role NOT IN ('agent', 'witness')
),
held AS (
    SELECT n FROM pair UNION SELECT other FROM pair
),
every_part AS (
    SELECT h.n, r.target FROM held h CROSS JOIN received_by r ON r.source = h.n
    UNION
    SELECT h.n, r.target FROM held h CROSS JOIN handed_to r ON r.source = h.n WHERE r.accepted IS NOT 0
    UNION
    SELECT h.n, r.target FROM held h CROSS JOIN led_by r ON r.source = h.n
    UNION
    SELECT h.n, r.target FROM held h CROSS JOIN helped_by r ON r.source = h.n
),
part AS MATERIALIZED (
    SELECT e.n, o.n AS organisation FROM every_part e CROSS JOIN organisations o ON o.n = e.target
),
apart AS MATERIALIZED (
    SELECT p.n, p.party, p.other FROM pair p
    WHERE EXISTS (SELECT 1 FROM part a WHERE a.n = p.n)
      AND EXISTS (SELECT 1 FROM part a WHERE a.n = p.other)
      AND NOT EXISTS (SELECT 1 FROM part a JOIN part b ON b.n = p.other AND b.organisation = a.organisation
                      WHERE a.n = p.n)
),
counted AS (
    SELECT a.n, a.party, count(*) AS cases, max(c.received_at) AS last_at,
           sum(c.status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')) AS open
    FROM apart a CROSS JOIN cases c ON c.n = a.other
    GROUP BY a.n, a.party
),
page AS MATERIALIZED (
    SELECT t.n, t.party, c.id AS "case", p.id, t.cases, t.open, t.last_at, count(*) OVER () AS total
    FROM counted t JOIN cases c ON c.n = t.n JOIN node p ON p.n = t.party
    ORDER BY t.open DESC, t.cases DESC, c.id, p.id
    LIMIT :first OFFSET :skip
)
SELECT p."case", p.id, p.cases, p.open,
       (SELECT count(DISTINCT b.organisation) FROM apart a CROSS JOIN part b ON b.n = a.other
        WHERE a.n = p.n AND a.party = p.party),
       p.last_at, p.total
FROM page p
ORDER BY p.open DESC, p.cases DESC, p."case", p.id
