-- A policy that came with the installation drops nothing before somebody has confirmed it.

alter table kalends.partition_config
  add column confirmed_at timestamptz,
  add column confirmed_by name;

comment on column kalends.partition_config.confirmed_at is 'Since when partitions of this table may be detached and dropped: set by whoever registers the table, changes its policy or calls kalends.confirm(). Null: drops are held.';

-- The rows of the installation are confirmed where partitions were already dropped by them.
update kalends.partition_config c set confirmed_at = c.updated_at, confirmed_by = session_user
where not (c.table_schema = 'public' and c.table_name in ('events', 'goal_completions') and c.partition_column = 'timestamp' and c.granularity = 'month' and c.time_zone = 'UTC'
           and c.retention_months = 12 and c.retention_days = 0 and c.future_partitions = 6 and c.retention_action = 'drop' and c.grace_days = 0)
   or exists (select from kalends.ledger l where l.table_schema = c.table_schema and l.table_name = c.table_name and l.action = 'detach' and l.outcome = 'done');

create function kalends.confirm_policy() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' or new.seen_at is not distinct from old.seen_at or not kalends.has_expired(new.table_schema, new.table_name) then
    new.confirmed_at := coalesce(new.confirmed_at, now());
    new.confirmed_by := coalesce(new.confirmed_by, session_user);
  end if;
  return new;
end
$$;

comment on function kalends.confirm_policy() is 'An INSERT or UPDATE by a person confirms a policy. So does the first look at a table (an UPDATE of seen_at) that has nothing past its retention.';

create trigger confirm_policy before insert or update on kalends.partition_config
  for each row execute function kalends.confirm_policy();

insert into kalends.schema_version (version) values (8);
