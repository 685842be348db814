-- What becomes of rules, those of the live table itself and those of other relations that read or write it?
create or replace function kalends.dependants_rules(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_rules.id) x;
  return query
  with own as (
    select r.*, rtrim(pg_get_ruledef(r.oid), ';') as sql, kalends.mentions_columns(pg_get_ruledef(r.oid), s.live_columns, s.other_columns) as words
    from pg_rewrite r where r.ev_class = s.live and r.rulename <> '_RETURN')
  select 'rule', format('%I on %s', o.rulename, s.live_sql), case when o.words is null then 'rebuild' else 'needs_you' end, case when o.words is null then 'swap' end, x.rank, x.statement,
         case when o.words is not null then format('it mentions %s, which gets another name: make it a trigger', o.words) end
  from own o
  cross join lateral (values
    (62, regexp_replace(replace(o.sql, ' TO ' || s.live_sql, ' TO ' || s.other_final), '^CREATE RULE', 'CREATE OR REPLACE RULE')),
    (63, case when o.ev_enabled <> 'O' then format('ALTER TABLE %s %s RULE %I', s.other_final, case o.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, o.rulename)
              when s.other is not null and exists (select from pg_rewrite r where r.ev_class = s.other and r.rulename = o.rulename) then format('ALTER TABLE %s ENABLE RULE %I', s.other_final, o.rulename) end),
    (64, case when o.ev_enabled <> 'D' then format('ALTER TABLE %s DISABLE RULE %I', s.live_final, o.rulename) end)) x(rank, statement)
  where x.statement is not null
  union all
  select 'rule', format('%I on %s', r.rulename, s.other_sql), 'rebuild', 'before', 24, format('DROP RULE %I ON %s', r.rulename, s.other_sql), 'the live table has it no more'
  from pg_rewrite r where r.ev_class = s.other and not exists (select from own o where o.rulename = r.rulename);
  return query
  select 'rule', format('%I on %s', r.rulename, r.relation), 'rebuild', x.stage, x.rank, x.statement, 'it reads or writes the table'
  from (select distinct r.oid, r.rulename, r.ev_class::regclass as relation, c.relkind, pg_get_userbyid(c.relowner) as owner
        from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid join pg_class c on c.oid = r.ev_class
        where d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front) and r.rulename <> '_RETURN'
          and r.ev_class not in (s.live, coalesce(s.other, 0))) r
  cross join lateral (values
    ('lock', 11, case when r.relkind = 'v' then format('ALTER VIEW %s OWNER TO %I', r.relation, r.owner) else format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', r.relation) end),
    ('swap', 62, regexp_replace(rtrim(pg_get_ruledef(r.oid), ';'), '^CREATE RULE', 'CREATE OR REPLACE RULE'))) x(stage, rank, statement);
end
$$;
