-- What is not as it was made by every-dependant.sql on the table that is called app.events now: nothing, if all is well.
select c.what, c.wanted, c.found
from (select 'app.events'::regclass as oid) live
cross join lateral (values
  ('comment', 'what happened', (select obj_description(live.oid))),
  ('column comment', 'of what kind', (select col_description(live.oid, attnum) from pg_attribute where attrelid = live.oid and attname = 'kind')),
  ('constraint comment', 'never negative', (select obj_description(oid, 'pg_constraint') from pg_constraint where conrelid = live.oid and conname = 'amount_ok')),
  ('constraints', 'amount_ok c true, events_pkey p true, events_ref f true',
   (select string_agg(conname || ' ' || contype::text || ' ' || convalidated, ', ' order by conname) from pg_constraint where conrelid = live.oid and contype in ('c', 'p', 'u', 'f'))),
  ('incoming key', 'true', (select convalidated::text from pg_constraint where conrelid = 'app.child'::regclass and confrelid = live.oid and conparentid = 0)),
  ('sequence of id', 'app.events_id_seq', pg_get_serial_sequence('app.events', 'id')),
  ('sequence of n', 'app.events_n_seq', pg_get_serial_sequence('app.events', 'n')),
  ('replica identity', 'f', (select relreplident::text from pg_class where oid = live.oid)),
  ('clustered', 'true', (select bool_and(exists (select from pg_index i where i.indrelid = c.oid and i.indisclustered))::text
    from pg_class c where c.relkind = 'r' and (c.oid = live.oid or c.oid in (select relid from pg_partition_tree(live.oid))))),
  ('published', 'events', (select string_agg(tablename, ' ') from pg_publication_tables where pubname = 'inventory_publication')),
  ('statistics', 'st', (select string_agg(stxname, ' ') from pg_statistic_ext where stxrelid = live.oid)),
  ('storage', '{fillfactor=80,autovacuum_vacuum_scale_factor=0.01} {autovacuum_enabled=false}',
   (select string_agg(distinct c.reloptions::text || ' ' || t.reloptions::text, '; ') from pg_class c join pg_class t on t.oid = c.reltoastrelid
    where c.relkind = 'r' and (c.oid = live.oid or c.oid in (select relid from pg_partition_tree(live.oid))))),
  ('column settings', '{n_distinct=3} 500', (select attoptions::text || ' ' || attstattarget from pg_attribute where attrelid = live.oid and attname = 'kind')),
  ('indexes', 'app.events_kind app.events_pkey', (select string_agg(indexrelid::regclass::text, ' ' order by indexrelid::regclass::text) from pg_index where indrelid = live.oid)),
  ('triggers', 't_always A, t_off D, t_row O',
   (select string_agg(tgname || ' ' || tgenabled::text, ', ' order by tgname) from pg_trigger where tgrelid = live.oid and not tgisinternal and tgname like 't\_%')),
  ('rules', 'r_own O', (select string_agg(rulename || ' ' || ev_enabled::text, ', ') from pg_rewrite where ev_class = live.oid)),
  ('policies', 'readers writers', (select string_agg(polname, ' ' order by polname) from pg_policy where polrelid = live.oid)),
  ('view options', 'security_barrier=true check_option=cascaded', (select array_to_string(reloptions, ' ') from pg_class where oid = 'app.v'::regclass)),
  ('view comment', 'the large ones', obj_description('app.v'::regclass)),
  ('materialized view comment', 'how many', obj_description('app.totals'::regclass)),
  ('materialized view index', 'app.totals_kind', (select string_agg(indexrelid::regclass::text, ' ') from pg_index where indrelid = 'app.totals'::regclass)),
  ('function with a body of statements', (select count(*)::text from app.events), app.f_atomic()::text),
  ('function that goes by name', (select count(*)::text from app.events), app.f_plpgsql()::text),
  ('function of a row', 'k1!', (select app.f_row(e) from app.events e where id = 7)),
  ('function of rows', (select count(*)::text from app.events), (select count(*)::text from app.f_set())),
  ('nested view', (select count(*)::text from app.events where amount > 1), (select sum(count)::text from app.nested)),
  ('left on the other table', null,
   (select string_agg(pg_describe_object(d.classid, d.objid, 0), ', ') from pg_depend d join pg_class c on c.oid = d.refobjid and c.relname in ('events_old', 'events_new')
    where d.classid in ('pg_proc'::regclass, 'pg_publication_rel'::regclass) or d.classid = 'pg_rewrite'::regclass
      and exists (select from pg_rewrite w where w.oid = d.objid and w.ev_class <> c.oid)))
) c(what, wanted, found)
where c.wanted is distinct from c.found
