-- Notes, before a statement that runs outside any transaction, what it is going to do, and returns the number of the note.
create or replace function kalends.note_intent(run_id bigint, job text, epoch bigint, table_schema name, table_name name, action text,
    target_schema name, target name, lower_bound timestamptz, upper_bound timestamptz, statement text) returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.fence(note_intent.table_schema, note_intent.table_name, note_intent.epoch);
  select kalends.confirm_detach(note_intent.table_schema, note_intent.table_name, note_intent.target_schema, note_intent.target) where note_intent.action = 'detach';
  insert into kalends.intent as i (run_id, job, epoch, table_schema, table_name, action, target_oid, target_schema, target, lower_bound, upper_bound, statement)
  values (note_intent.run_id, note_intent.job, note_intent.epoch, note_intent.table_schema, note_intent.table_name, note_intent.action,
          format('%I.%I', note_intent.target_schema, note_intent.target)::regclass, note_intent.target_schema, note_intent.target,
          note_intent.lower_bound, note_intent.upper_bound, note_intent.statement)
  on conflict (action, target_oid) do update
    set run_id = excluded.run_id, job = excluded.job, epoch = excluded.epoch, statement = excluded.statement, noted_at = clock_timestamp()
  returning i.id
$$;
