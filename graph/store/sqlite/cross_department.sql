-- :kinds (list of case, matter), :least, :led (null, true, false), :first, :skip -> (subject, departments, lead), most departments first, then id
WITH held AS (
    SELECT n AS subject, n AS "case" FROM cases WHERE 'case' IN (SELECT value FROM json_each(:kinds))
    UNION ALL
    SELECT n, n FROM matters WHERE 'matter' IN (SELECT value FROM json_each(:kinds))
    UNION ALL
    SELECT b.target, b.source FROM part_of b WHERE 'matter' IN (SELECT value FROM json_each(:kinds))
),
part AS (
    SELECT h.subject, r.target AS organisation FROM held h JOIN received_by r ON r.source = h."case"
    UNION
    SELECT h.subject, r.target FROM held h JOIN handed_to r ON r.source = h."case"
    UNION
    SELECT h.subject, r.target FROM held h JOIN led_by r ON r.source = h."case"
    UNION
    SELECT h.subject, r.target FROM held h JOIN helped_by r ON r.source = h."case"
),
counted AS (
    SELECT part.subject, count(*) AS departments
    FROM part JOIN organisations o ON o.n = part.organisation
    GROUP BY part.subject HAVING count(*) >= :least
),
led AS (
    SELECT c.subject, c.departments, (SELECT count(DISTINCT l.target) FROM led_by l WHERE l.source = c.subject) AS leads
    FROM counted c
)
SELECT s.id, led.departments, CASE WHEN led.leads = 1 THEN leader.id END
FROM led
JOIN node s ON s.n = led.subject
LEFT JOIN led_by l ON l.source = led.subject AND led.leads = 1
LEFT JOIN node leader ON leader.n = l.target
WHERE :led IS NULL OR :led = (led.leads = 1)
ORDER BY led.departments DESC, s.id
LIMIT :first OFFSET :skip
