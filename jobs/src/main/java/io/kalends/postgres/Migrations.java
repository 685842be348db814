package io.kalends.postgres;

import io.kalends.domain.KalendsException.Misconfigured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Puts the SQL files into the database by Flyway. What {@code psql -f sql/install.sql} installed is
 * taken over as it is; a fingerprint of the files tells whether there is anything to do at all.
 */
public final class Migrations {

  private static final Sql INSTALLED = Sql.of("migrations/installed");
  private static final Sql SET_FINGERPRINT = Sql.of("migrations/set_fingerprint");

  private final DataSources dataSources;
  private final Database database;

  public Migrations(DataSources dataSources, Database database) {
    this.dataSources = dataSources;
    this.database = database;
  }

  /**
   * What is installed.
   *
   * @param fingerprint null when psql installed it
   * @param ours whether our role may change it
   */
  public record Installed(@Nullable String fingerprint, int version, boolean ours) {}

  /** What Flyway did. */
  public record Migrated(int migrations, int version) {}

  public Optional<Installed> installed() {
    if (!Server.ask(database).installed()) {
      return Optional.empty();
    }
    return database.first(
        INSTALLED,
        Map.of(),
        row ->
            new Installed(row.textOrNull("fingerprint"), row.integer("version"), row.bool("ours")));
  }

  /** Installs or upgrades, and remembers the fingerprint. */
  public Migrated migrate(String fingerprint) {
    check();
    Optional<Installed> before = installed();
    int done = flyway(before.map(Installed::version).orElse(0));
    database.update(SET_FINGERPRINT, Map.of("fingerprint", fingerprint));
    return new Migrated(done, installed().map(Installed::version).orElse(0));
  }

  /** Runs {@code sql/check_database.sql}, on a server that can be written. */
  private void check() {
    try {
      run("/check_database.sql");
    } catch (SQLException e) {
      throw Errors.isRefused(e)
          ? new Misconfigured("nothing is installed: " + Errors.message(e), Errors.hint(e, ""), e)
          : Errors.translate("install", e);
    }
    Server.ask(database).requireWritable();
  }

  /** Runs {@code sql/uninstall.sql}: removes the schema, leaves partitions and data. */
  public void uninstall() {
    try {
      run("/uninstall.sql");
    } catch (SQLException e) {
      throw Errors.translate("uninstall", e);
    }
  }

  private void run(String file) throws SQLException {
    try (InputStream in = Migrations.class.getResourceAsStream(file);
        Connection connection = dataSources.connect();
        Statement statement = connection.createStatement()) {
      if (in == null) {
        throw new IllegalStateException("there is no %s on the class path".formatted(file));
      }
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute(script.replaceAll("(?m)^\\\\.*$", ""));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  private int flyway(int baseline) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSources.direct())
            .defaultSchema("kalends")
            .schemas("kalends")
            .table("flyway_schema_history")
            .locations("classpath:schema", "classpath:functions")
            .initSql("set check_function_bodies = off; set client_min_messages = warning")
            .placeholderReplacement(false)
            .group(true)
            .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    if (baseline > 0) {
      configuration.baselineOnMigrate(true).baselineVersion(String.valueOf(baseline));
    }
    try {
      return configuration.load().migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Errors.translate("install", sql);
      }
    }
    return new Misconfigured(
        "install: " + e.getMessage(), "see kalends.flyway_schema_history, then install again", e);
  }
}
