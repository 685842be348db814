-- Run as app_a.
-- attempt() tries to gain something each time that it is executed; a sequence, which no rollback takes back, says by its name where that was and as whom.
create function app_a.attempt(road text) returns boolean language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform nextval(format('app_a.%I', road || case current_user when 'app_a' then ' as its owner' else ' as somebody else' end));
  begin execute 'reset role'; exception when others then null; end;
  begin execute 'alter role app_a superuser'; exception when others then null; end;
  begin perform from app_b.secret; perform nextval('app_a."gain: a secret"'); exception when others then null; end;
  begin
    insert into kalends.token (name, hash, role, expires_at) values (road, sha256(road::bytea), 'admin', now() + interval '1 day');
    perform nextval('app_a."gain: a token"');
  exception when others then null; end;
  begin update kalends.partition_config set retention_months = 1 where table_schema = 'app_b'; if found then perform nextval('app_a."gain: a policy"'); end if; exception when others then null; end;
  return true;
end
$$;
create function app_a.payload(road text) returns boolean language plpgsql immutable as $$ begin return app_a.attempt(road); end $$;
create function app_a.fire() returns trigger language plpgsql as $$ begin perform app_a.attempt(tg_argv[0]); return case tg_op when 'DELETE' then old else new end; end $$;
