// $ids (list of matters), $stages (list, the lowest first), $warnings (list of levels, the highest first) -> (matter, size, first_at, last_at, open, participants, stage, warning, unhandled), by matter
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (m:Matter {id: id}) WHERE visible(m)
WITH m, COLLECT { MATCH (m)<-[:PART_OF]-(c:Case) WHERE visible(c) RETURN DISTINCT c } AS held
WITH m, held, COLLECT {
    UNWIND held + [m] AS s
    MATCH (s)<-[:ABOUT]-(w:Warning) WHERE visible(s) AND visible(w)
    RETURN DISTINCT w
} AS warned
CALL (m) {
    MATCH (m)<-[:PART_OF]-(c:Case) WHERE visible(c)
    RETURN count(c) AS size, min(c.received_at) AS first_at, max(c.received_at) AS last_at,
           sum(CASE WHEN c.status IN ['settled', 'closed', 'withdrawn', 'rejected'] THEN 0 ELSE 1 END) AS open
}
RETURN m.id AS matter, size, first_at, last_at, open,
       COUNT {
           UNWIND held AS c
           MATCH (c)<-[p:PARTY_TO]-(who:Person)
           WHERE visible(who) AND p.role IN ['applicant', 'reporter', 'party']
           RETURN DISTINCT who
       } AS participants,
       last([stage IN coalesce($stages, []) WHERE any(c IN held WHERE c.stage = stage)]) AS stage,
       head([level IN coalesce($warnings, []) WHERE any(w IN warned WHERE w.level = level)]) AS warning,
       size([w IN warned WHERE w.handled_on IS NULL]) AS unhandled
ORDER BY matter
