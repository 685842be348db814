-- Which tokens of the REST API that are in use will expire within a week? None for a role that may not read them.
create or replace function kalends.health_tokens(as_of timestamptz) returns setof kalends.finding
  language plpgsql stable rows 10
  set search_path = pg_catalog, pg_temp
as $$
begin
  if has_table_privilege('kalends.token', 'SELECT') then
    return query
    select 'warning', 'token_expires', null::name, null::name, t.name, format('a token of role %s, last used %s, is good until %s', t.role, to_char(t.last_used_at at time zone 'UTC', 'YYYY-MM-DD'), to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
           'kalends token create makes another; give it to who uses this one', 'serve'
    from kalends.token t
    where t.revoked_at is null and t.expires_at > as_of and t.expires_at <= as_of + interval '7 days' and t.last_used_at > as_of - interval '7 days';
  end if;
end
$$;
