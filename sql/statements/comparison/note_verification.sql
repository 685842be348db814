-- Notes what a comparison has found; with all of it equal, and nothing against the mirror, the migration is verified.
select kalends.note_verification(:id::bigint, (
  select coalesce(jsonb_agg(jsonb_build_object('partition_name', nullif(l.name, ''), 'old_rows', l.old_rows::bigint, 'new_rows', l.new_rows::bigint,
                                               'old_hash', l.old_hash::numeric, 'new_hash', l.new_hash::numeric)), '[]')
  from unnest(:names::text[], :old_rows::text[], :new_rows::text[], :old_hashes::text[], :new_hashes::text[]) l(name, old_rows, new_rows, old_hash, new_hash)
), :seconds::double precision) as equal
