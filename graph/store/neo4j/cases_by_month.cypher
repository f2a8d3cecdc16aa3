// parameters: start, end (ISO dates or times; `end` is not in the period); rows: period, kind, community, cases, by (period, kind, community), no community first
MATCH (c:Case) WHERE visible(c) AND c.received_at >= $start AND c.received_at < $end
WITH left(c.received_at, 7) AS period, c.kind AS kind, c.community AS community, count(*) AS cases
RETURN period, kind, community, cases
ORDER BY period, kind, coalesce(community, '')
