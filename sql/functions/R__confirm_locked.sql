-- The look under the locks of a swap: fails with KA002 when the mirror is behind after all, and with 55P03, to be tried again, when an old snapshot is left or somebody has changed what the swap was planned for.
create or replace function kalends.confirm_locked(id bigint, mark text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  waits text;
begin
  if kalends.mirror_fault(confirm_locked.id) is not null then
    raise exception 'the mirror is behind: %', kalends.mirror_fault(confirm_locked.id) using errcode = 'KA002', hint = 'kalends migrate verify mends it and compares again.';
  elsif kalends.dependants_mark(confirm_locked.id) <> mark then
    raise exception 'the table, or something bound to it, was changed a moment ago' using errcode = '55P03', hint = 'Try again.';
  end if;
  select string_agg(format('%s, open for %s: %s', kalends.session_label(o.pid), date_trunc('second', o.age), left(o.query, 80)), '; ') into waits from kalends.old_snapshots(confirm_locked.id) o;
  if waits is not null then
    raise exception 'a transaction still sees what was before the mirror: %', waits using errcode = '55P03', hint = 'Wait until it has ended, or cancel it.';
  end if;
end
$$;
