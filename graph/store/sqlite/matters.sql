-- :least, :start, :end (ISO times or null), :community, :department (ids or null), :open (null, true, false), :words (list), :by (size, newest, participants), :first, :skip -> (matter, total), by that, most first, then the latest case's time, latest first, then id
WITH counted AS (
    SELECT
        m.n, m.id, m.title,
        count(*) AS size,
        max(received_at) AS last_at,
        max(status NOT IN ('settled', 'closed', 'withdrawn', 'rejected')) AS open,
        max(community IS :community) AS there,
        max((:start IS NULL AND :end IS NULL)
            OR (received_at IS NOT NULL
                AND (:start IS NULL OR received_at >= :start)
                AND (:end IS NULL OR received_at < :end))) AS then_
    FROM matters m CROSS JOIN part_of b ON b.target = m.n CROSS JOIN cases c ON c.n = b.source
    GROUP BY m.n
    HAVING size >= :least AND then_ AND (:community IS NULL OR there) AND (:open IS NULL OR open = :open)
),
subject AS (
    SELECT r.source AS n FROM organisations o JOIN received_by r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT r.source FROM organisations o JOIN handed_to r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT r.source FROM organisations o JOIN led_by r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT r.source FROM organisations o JOIN helped_by r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT r.source FROM organisations o JOIN by_ r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT r.source FROM organisations o JOIN calls r ON r.target = o.n WHERE o.id = :department
    UNION
    SELECT c.n FROM organisations o JOIN steps s ON s.organisation = o.id JOIN cases c ON c.id = s."case"
    WHERE o.id = :department
),
touched AS (
    SELECT n FROM subject
    UNION
    SELECT a.target FROM subject JOIN about a ON a.source = subject.n
),
kept AS (
    SELECT m.n, m.id, m.size, m.last_at
    FROM counted m
    WHERE (:department IS NULL
           OR m.n IN (SELECT n FROM touched)
           OR EXISTS (SELECT 1 FROM part_of b JOIN cases c ON c.n = b.source
                      WHERE b.target = m.n AND c.n IN (SELECT n FROM touched)))
      AND NOT EXISTS (
          SELECT 1 FROM json_each(:words) w
          WHERE NOT instr(m.title, w.value)
            AND NOT EXISTS (SELECT 1 FROM part_of b JOIN cases c ON c.n = b.source
                            WHERE b.target = m.n
                              AND (instr(c.title, w.value) OR instr(c.text, w.value)
                                   OR instr(c.place, w.value) OR instr(c.number, w.value)))
      )
)
SELECT id, count(*) OVER ()
FROM kept
ORDER BY CASE :by
    WHEN 'size' THEN size
    WHEN 'participants' THEN (
        SELECT count(DISTINCT p.source)
        FROM part_of b JOIN cases c ON c.n = b.source JOIN party_to p ON p.target = c.n JOIN people ON people.n = p.source
        WHERE b.target = kept.n AND p.role IN ('applicant', 'reporter', 'party')
    )
END DESC, last_at DESC, id
LIMIT :first OFFSET :skip
