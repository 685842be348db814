-- The lines of the ledger since a moment, the oldest first, each as a JSON object.
select to_jsonb(l)::text as line from kalends.ledger l where l.at >= :since::timestamptz order by l.at, l.id
