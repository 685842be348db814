-- Every object of schema app by name and definition, without the new table's own.
select x.what from (
  select 'relation ' || c.relname || ' ' || c.relkind::text || ' ' || pg_get_userbyid(c.relowner) || ' ' || coalesce(array_to_string(array(select unnest(c.relacl)::text order by 1), ' '), '') || ' ' || coalesce(c.reloptions::text, '') || ' ' || c.relreplident::text as what
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relname !~ '^events_(new|20|def)' and c.relkind <> 't'
  union all select 'view ' || c.relname || pg_get_viewdef(c.oid) from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('v', 'm')
  union all select 'index ' || pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'app'::regnamespace and c.relname !~ '^events_(new|20|def)'
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid in ('app.events'::regclass, 'app.child'::regclass)
  union all select 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where tgrelid = 'app.events'::regclass and not tgisinternal
  union all select 'rule ' || pg_get_ruledef(r.oid) || ev_enabled::text from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace = 'app'::regnamespace and c.relname !~ '^events_new' and r.rulename <> '_RETURN'
  union all select 'policy ' || polrelid::regclass || ' ' || kalends.policy_statement(oid, 't', '{}', '{}') from pg_policy where polrelid <> 'app.events_new'::regclass
  union all select 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '') from pg_proc where pronamespace = 'app'::regnamespace
  union all select 'attribute ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || coalesce(attacl::text, '') || coalesce(pg_get_expr(adbin, adrelid), '') || attidentity::text
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = 'app.events'::regclass and attnum > 0 and not attisdropped
  union all select 'statistics ' || pg_get_statisticsobjdef(oid) from pg_statistic_ext where stxrelid = 'app.events'::regclass
  union all select 'sequence ' || d.refobjsubid || ' ' || s.relname || ' ' || d.deptype::text from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' where d.refobjid = 'app.events'::regclass
) x order by 1
