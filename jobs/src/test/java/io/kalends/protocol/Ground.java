package io.kalends.protocol;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A small table that is being migrated, three rows to a block, with names that need quotes; and one
 * session that looks on. Made anew for each order.
 */
final class Ground implements AutoCloseable {
  private static final String MAKE =
      """
      drop table if exists "T" cascade;
      drop table if exists n cascade;
      delete from kalends.migration;
      create table "T" ("iD" integer primary key, "At" date not null, v integer not null default 0, u integer, pad text default repeat('x', 2500), unique (u));
      alter table "T" alter column pad set storage plain;
      insert into "T" ("iD", "At", v, u) select i, date '2025-01-10' + 31 * (i % 2), 0, i from generate_series(1, 6) i;
      select kalends.new_migration('"T"', '{"into":"n","by":"At","rename":"At:at","widen":"v:bigint","future":"0","every":"month"}');
      select kalends.prepare_migration(m.id, '2025-02-15') from kalends.migration m;
      """;

  private static final String FEATURES =
      "select \"iD\", \"At\", v::bigint, u, pad from only \"T\"|select \"iD\", at, v, u, pad from"
          + " n_new";

  private final TestDatabase database;
  private final Connection connection;
  private final List<Connection> idle = new ArrayList<>();

  Ground(TestDatabase database) throws SQLException {
    this.database = database;
    // The role's own schema, kalends, is none for the application's tables.
    String alter = "alter database " + database.name();
    database.server().execute(alter + " set deadlock_timeout = '30ms'");
    database.server().execute(alter + " set search_path = public");
    this.connection = database.connect();
  }

  /** The table as it is before the migration, and the migration prepared. */
  void make() throws SQLException {
    for (String id : rows("select id from kalends.migration")) {
      execute("select kalends.unmirror(%s)".formatted(id));
      execute("drop table if exists n_new");
    }
    execute(MAKE);
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
    String[] sides = FEATURES.split("\\|");
    return rows(
        """
        select 'only old: ' || left(o::text, 40) from (%1$s except all %2$s) o
        union all
        select 'only new: ' || left(n::text, 40) from (%2$s except all %1$s) n
        """
            .formatted(sides[0], sides[1]));
  }

  /** Likewise once the mirror is on, but for what a mirror that failed has logged. */
  List<String> differencesUnderTheMirror() throws SQLException {
    String failed = "select why from kalends.capture_%d where why is not null".formatted(id());
    execute("set lock_timeout = '20ms'");
    try {
      List<String> differences = differences();
      return differences.isEmpty() || !rows(failed).isEmpty()
          ? List.of()
          : differences.stream().map(each -> "under the mirror, " + each).toList();
    } catch (SQLException e) {
      if ("55P03".equals(e.getSQLState())) {
        return List.of(); // a TRUNCATE that is not committed yet
      }
      throw e;
    } finally {
      execute("reset lock_timeout");
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

  @Override
  public void close() throws SQLException {
    for (Connection session : idle) {
      session.close();
    }
    connection.close();
  }
}
