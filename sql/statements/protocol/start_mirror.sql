-- Brings the shadow up to date and keeps it so. Lock: SHARE ROW EXCLUSIVE on the monolith.
select kalends.start_mirror(:id::bigint, :most::integer)
