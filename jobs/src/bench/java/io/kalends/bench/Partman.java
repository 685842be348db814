package io.kalends.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The other program: pg_partman as Debian has it, on the same tables. */
final class Partman {

  private final Ground ground;

  Partman(Ground ground) {
    this.ground = ground;
  }

  /** Not timed. The DEFAULT partitions that it makes are taken away: the other side has none. */
  void prepare(String database) {
    ground.executeAsSuperuser(
        database,
        "create schema partman authorization kalends",
        "create extension pg_partman schema partman",
        "grant all on all tables in schema partman to kalends",
        "grant all on all routines in schema partman to kalends");
    for (int table = 1; table <= Tables.MANY; table++) {
      ground.execute(
          database,
          """
          select partman.create_parent('public.t%d', 'ts', 'native', 'monthly', p_premake := %d,
            p_jobmon := false)\
          """
              .formatted(table, Tables.AHEAD),
          "drop table if exists t%d_default".formatted(table));
    }
  }

  void setRetention(String database) {
    ground.execute(
        database,
        "update partman.part_config set retention = '12 months', retention_keep_table = false");
  }

  /** Seconds that the maintenance takes. */
  double maintain(String database) {
    try (Connection connection = ground.connectAsOwner(database);
        Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      statement.execute("call partman.run_maintenance_proc(p_analyze := false, p_jobmon := false)");
      return (System.nanoTime() - start) / 1e9;
    } catch (SQLException e) {
      throw new IllegalStateException("pg_partman in " + database, e);
    }
  }
}
