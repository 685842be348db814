package io.kalends.postgres;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks who holds the lock of a run. */
public final class RunLocks {

  private static final Sql HOLDER = Sql.of("run_locks/holder");

  private final Database database;
  private final Duration ttl;

  public RunLocks(Database database, Duration ttl) {
    this.database = database;
    this.ttl = ttl;
  }

  /** A process with the lock; one that is not live is paused, or dying. */
  public record Holder(
      String owner, int pid, @Nullable String host, @Nullable OffsetDateTime since, boolean live) {}

  public Optional<Holder> holder(String identity) {
    return database.first(
        HOLDER,
        Map.of("identity", identity, "ttl", ttl),
        row ->
            new Holder(
                row.text("owner"),
                row.integer("pid"),
                row.textOrNull("host"),
                row.timeOrNull("started_at"),
                row.bool("live")));
  }
}
