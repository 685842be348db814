package io.kalends.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The database in which Kalends has been installed once, and of which the tests get copies. The
 * policies that come with it are confirmed there, as one that somebody uses.
 */
public final class InstalledTemplate {
  static final String NAME = "installed";
  private static @Nullable String made;

  private InstalledTemplate() {}

  static synchronized String name() {
    if (made == null) {
      PostgresServer server = PostgresServer.shared();
      server.execute("create database " + NAME + " owner " + PostgresServer.OWNER);
      install(server.url(PostgresServer.OWNER, NAME));
      confirm(server);
      made = NAME;
    }
    return made;
  }

  private static void confirm(PostgresServer server) {
    try (Connection connection = server.connect(PostgresServer.OWNER, NAME);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select kalends.confirm('public.events'), kalends.confirm('public.goal_completions')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts schema kalends into a database, by its user. */
  public static void install(String url) {
    Flyway.configure()
        .dataSource(url, null, null)
        .initSql("set check_function_bodies = off")
        .schemas("kalends")
        .locations("classpath:schema", "classpath:functions")
        .placeholderReplacement(false)
        .load()
        .migrate();
  }
}
