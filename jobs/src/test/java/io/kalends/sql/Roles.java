package io.kalends.sql;

import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A server on which no role has any right but what sql/roles.sql gives it. */
final class Roles implements AutoCloseable {
  final PostgresServer server = PostgresServer.start();
  final Session installer;

  Roles() throws SQLException, IOException {
    server.execute("drop role kalends");
    server.execute("create role app_owner; create role other_owner");
    server.execute("create database d");
    installer = Session.over(server.connect(PostgresServer.SUPERUSER, "d"));
    installer.run("revoke create on schema public from public");
    InstallScript.run(installer, Path.of("sql/install.sql"));
    installer.run("reset search_path");
    installer.run("create schema app");
    createTable("t", "app_owner");
    createTable("u", "other_owner");
  }

  void createTable(String table, String owner) {
    installer.run(
        """
        create table app.%1$s (id int, at timestamptz not null) partition by range (at);
        create table app.%1$s_2020_01 partition of app.%1$s for values from ('2020-01-01Z') to ('2020-02-01Z');
        select kalends.create_partition_at('app.%1$s'::regclass, 'month', now());
        do $$ begin execute format('alter table app.%%I rename to %1$s_now', (select partition_name from kalends.partitions where table_name = '%1$s' and lower_bound > '2021-01-01')); end $$;
        insert into app.%1$s values (1, '2020-01-05Z'), (1, now());
        alter table app.%1$s owner to %2$s; alter table app.%1$s_2020_01 owner to %2$s; alter table app.%1$s_now owner to %2$s;
        select kalends.register('app.%1$s', '{"future_partitions": 1, "retention_months": 1}');
        """
            .formatted(table, owner));
  }

  void grant() throws IOException {
    InstallScript.run(installer, Path.of("sql/roles.sql"));
    installer.run(
        "alter role kalends login; alter role kalends_maintainer login; alter role kalends_reader"
            + " login");
  }

  Session as(String role) throws SQLException {
    return Session.over(server.connect(role, "d"));
  }

  /** REVOKE and GRANT of each single thing that the script gave to a role, but for functions. */
  List<String> grants(String role) {
    return installer.rows(
        """
        with me as (select oid from pg_roles where rolname = '%1$s')
        select format('%%s on %%s %%s', g.privilege_type, case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass)
        from pg_class c cross join aclexplode(c.relacl) g where g.grantee = (table me)
        union all
        select format('%%s (%%I) on table %%s', g.privilege_type, a.attname, a.attrelid::regclass)
        from pg_attribute a cross join aclexplode(a.attacl) g where g.grantee = (table me)
        union all
        select format('%%s on schema %%I', g.privilege_type, n.nspname)
        from pg_namespace n cross join aclexplode(n.nspacl) g where g.grantee = (table me)
        union all
        select format('%%I', r.rolname) from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = (table me)
        order by 1
        """
            .formatted(role));
  }

  @Override
  public void close() {
    installer.close();
    server.close();
  }
}
