package io.kalends.postgres;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Misconfigured;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * What a run has to know about the server before it begins.
 *
 * @param now the database's clock
 * @param version as in 180006
 */
public record Server(
    OffsetDateTime now,
    boolean standby,
    boolean readOnly,
    int version,
    String database,
    boolean installed) {

  private static final Sql SERVER = Sql.of("server/server");

  private static final int OLDEST = 140000;

  public static Server ask(Database database) {
    return database.one(
        SERVER,
        Map.of(),
        row ->
            new Server(
                row.time("now"),
                row.bool("standby"),
                row.bool("read_only"),
                row.integer("version_num"),
                row.text("database"),
                row.bool("installed")));
  }

  /** Refuses what cannot be worked on: a standby, a read-only session, a server that is too old. */
  public Server requireWritable() {
    if (standby) {
      throw new Busy(
          "database %s is a standby, or was one a moment ago".formatted(database),
          "try again, since a fail-over may be under way; if it stays so, connect to the primary"
              + " (with several hosts in the URL: targetServerType=primary)");
    }
    if (readOnly) {
      throw new Misconfigured(
          "transactions in database %s are read-only for this role".formatted(database),
          "default_transaction_read_only is on, for the role, the database or the server:"
              + " kalends doctor shows the statement that sets it off");
    }
    if (version < OLDEST) {
      throw new Misconfigured(
          "database %s is on PostgreSQL %d".formatted(database, version / 10000),
          "PostgreSQL 14 or later is needed");
    }
    return this;
  }
}
