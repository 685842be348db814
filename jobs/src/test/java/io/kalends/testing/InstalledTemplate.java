package io.kalends.testing;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The database in which Kalends has been installed once, and of which the tests get copies. */
public final class InstalledTemplate {
  static final String NAME = "installed";
  private static @Nullable String made;

  private InstalledTemplate() {}

  static synchronized String name() {
    if (made == null) {
      PostgresServer server = PostgresServer.shared();
      server.execute("create database " + NAME + " owner " + PostgresServer.OWNER);
      install(server.url(PostgresServer.OWNER, NAME));
      made = NAME;
    }
    return made;
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
