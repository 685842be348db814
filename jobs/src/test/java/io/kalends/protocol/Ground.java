package io.kalends.protocol;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A small table that is being migrated, three rows to a block, with names that need quotes; and one
 * session that looks on. Made anew for each order.
 */
final class Ground implements AutoCloseable {
  /** A session keeps the plans of triggers that are gone, and looks at each when anything goes. */
  private static final int ORDERS_PER_SESSION = 20;

  /** Somebody has the table, or wants it in another order. */
  static final Set<String> BUSY = Set.of("55P03", "40P01");

  private static final String PATIENT = "set lock_timeout = '30s'";

  private static final String MAKE =
      """
      drop table if exists "T" cascade;
      drop table if exists n cascade;
      delete from kalends.migration_check;
      delete from kalends.migration;
      delete from kalends.partition_config where table_name = 'T';
      create table "T" ("iD" integer, "At" date not null, v integer not null default 0, u integer, pad text default repeat('x', 2500), primary key (%s));
      alter table "T" alter column pad set storage plain;
      insert into "T" ("iD", "At", v, u) select i, date '2025-01-10' + 31 * (i %% 2), 0, i from generate_series(1, 6) i;
      select kalends.new_migration('"T"', '{%s"by":"At","widen":"v:bigint","future":"0","every":"month"}');
      select kalends.prepare_migration(m.id, '2025-02-15') from kalends.migration m;
      """;

  private final TestDatabase database;
  private final Connection connection;
  private final List<Connection> idle = new ArrayList<>();
  private int made;

  Ground(TestDatabase database) throws SQLException {
    this.database = database;
    // The role's own schema, kalends, is none for the application's tables.
    String alter = "alter database " + database.name();
    database.server().execute(alter + " set deadlock_timeout = '5ms'");
    database.server().execute(alter + " set search_path = public");
    this.connection = database.connect();
    execute(PATIENT);
  }

  /** The table as it is before a migration that renames it, and the migration prepared. */
  void make() throws SQLException {
    make("\"iD\"", "\"into\":\"n\",\"rename\":\"At:at\",");
    execute("alter table \"T\" add unique (u)");
    execute("select kalends.map_indexes(id) from kalends.migration");
  }

  /** Likewise, but names stay, and the key has the partition column, as an upsert needs it. */
  void makeToBeSwapped() throws SQLException {
    make("\"iD\", \"At\"", "");
  }

  private void make(String key, String options) throws SQLException {
    if (made++ % ORDERS_PER_SESSION == 0) {
      closeIdle();
    }
    for (String id : rows("select id from kalends.migration")) {
      String tables =
          "select source_oid::regclass from kalends.migration union select shadow_oid::regclass"
              + " from kalends.migration";
      List<String> names = rows(tables);
      execute("select kalends.unmirror(%s)".formatted(id));
      for (String name : names) {
        execute("drop table if exists %s cascade".formatted(name));
      }
    }
    execute(MAKE.formatted(key, options));
  }

  /** A session that is idle. */
  Connection session() throws SQLException {
    return idle.isEmpty() ? database.connectAs(PostgresServer.OWNER) : idle.removeLast();
  }

  /** A session that has done its part. */
  void giveBack(Connection session) {
    idle.add(session);
  }

  /** Ends a session, whatever it is doing or waiting for. */
  void end(int pid) throws SQLException {
    execute("select pg_terminate_backend(%d, 60000)".formatted(pid));
  }

  long id() throws SQLException {
    return Long.parseLong(rows("select id from kalends.migration").getFirst());
  }

  String phase() throws SQLException {
    return rows("select phase from kalends.migration").getFirst();
  }

  /** Rows that are not on both sides, in one snapshot, as far as they are shown. */
  List<String> differences() throws SQLException {
    List<String> sides =
        rows(
            """
            select format('select %s, v::bigint, u, pad from %s', string_agg(quote_ident(a.attname), ', ' order by a.attnum), t.oid::regclass)
            from kalends.migration m, unnest(array[m.source_oid, m.shadow_oid]) with ordinality as t(oid, place)
            join pg_attribute a on a.attrelid = t.oid and a.attnum between 1 and 2
            group by t.oid, t.place order by t.place
            """);
    return rows(
        """
        select 'only old: ' || left(o::text, 40) from (%1$s except all %2$s) o
        union all
        select 'only new: ' || left(n::text, 40) from (%2$s except all %1$s) n
        """
            .formatted(sides.get(0), sides.get(1)));
  }

  /** Likewise once the mirror is on, but for what a mirror that failed has logged. */
  List<String> differencesUnderTheMirror() throws SQLException {
    String failed = "select why from kalends.capture_%d where why is not null".formatted(id());
    execute("set lock_timeout = '50ms'");
    try {
      List<String> differences = differences();
      return differences.isEmpty() || !rows(failed).isEmpty()
          ? List.of()
          : differences.stream().map(each -> "under the mirror, " + each).toList();
    } catch (SQLException e) {
      if (Ground.BUSY.contains(e.getSQLState())) {
        return List.of(); // a TRUNCATE that is not committed yet
      }
      throw e;
    } finally {
      execute(PATIENT);
    }
  }

  List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(String.valueOf(result.getString(1)));
      }
      return rows;
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void closeIdle() throws SQLException {
    for (Connection session : idle) {
      session.close();
    }
    idle.clear();
  }

  @Override
  public void close() throws SQLException {
    closeIdle();
    connection.close();
  }
}
