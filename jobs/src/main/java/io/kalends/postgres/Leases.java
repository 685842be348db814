package io.kalends.postgres;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.Sentences;
import io.kalends.domain.TableName;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works on a table. Taking a lease over raises its epoch and ends the old holder's backends
 * first, so that nothing of a dead or paused process can happen afterwards.
 */
public final class Leases {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private static final Sql TAKE = Sql.of("leases/take");
  private static final Sql SETTLE = Sql.of("leases/settle");
  private static final Sql ABANDONED = Sql.of("leases/abandoned");
  private static final Sql RELEASE = Sql.of("leases/release");
  private static final Sql EVICT = Sql.of("leases/evict");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final String owner;
  private final Duration ttl;
  private final Ticker ticker;

  /**
   * @param ttl after so long without a heartbeat a process counts as gone
   */
  public Leases(Database database, String owner, Duration ttl, Ticker ticker) {
    this.database = database;
    this.owner = owner;
    this.ttl = ttl;
    this.ticker = ticker;
  }

  private record Answer(
      boolean granted,
      long epoch,
      @Nullable String holder,
      @Nullable String host,
      @Nullable Integer pid,
      @Nullable OffsetDateTime since,
      @Nullable String mustEvict) {}

  /**
   * Takes the lease of a table and books what its last holder could not book any more. Another job
   * has it for one step at a time, so it is waited for a little.
   *
   * @throws Busy when a living process keeps it
   */
  public Mandate take(TableName table, long runId, String job) {
    Deadline deadline = new Deadline(PATIENCE, ticker, RandomGenerator.getDefault());
    while (true) {
      Answer answer = ask(table);
      if (answer.granted()) {
        if (answer.holder() != null && !answer.holder().equals(owner)) {
          LOG.warn("{}: the lease of {}, which is dead, is taken over", table, answer.holder());
        }
        Failpoint.hit("lease.taken");
        Mandate mandate = new Mandate(table, answer.epoch(), runId, job);
        database.query(SETTLE, values(mandate), row -> row.bigint("settled"));
        Failpoint.hit("lease.settled");
        return mandate;
      }
      if (answer.mustEvict() != null) {
        evict(answer.mustEvict());
      }
      if (!deadline.pause()) {
        throw taken(table, answer);
      }
    }
  }

  /**
   * Books what dead processes could not book any more, and gives their leases back; of tables that
   * have nothing left to do, too.
   */
  public void settleAbandoned(String job) {
    for (TableName table :
        database.query(
            ABANDONED,
            Map.of("ttl", ttl),
            row -> new TableName(row.text("table_schema"), row.text("table_name")))) {
      try {
        release(take(table, 0, job));
      } catch (Busy atWork) {
        continue; // somebody has come first, and does the same
      }
    }
  }

  public void release(Mandate mandate) {
    database.query(RELEASE, values(mandate), row -> mandate);
    Failpoint.hit("lease.released");
  }

  /** Ends the backends of a process that no longer beats; those still there are counted. */
  public long evict(String deadOwner) {
    long left =
        database.one(EVICT, Map.of("owner", deadOwner, "ttl", ttl), row -> row.bigint("left_over"));
    LOG.warn(
        "{} has had no heartbeat for {} s and counts as dead: its sessions are ended, {} left",
        deadOwner,
        ttl.toSeconds(),
        left);
    return left;
  }

  private Answer ask(TableName table) {
    return database.one(
        TAKE,
        Map.of(
            "table_schema", table.schema(), "table_name", table.name(), "owner", owner, "ttl", ttl),
        row ->
            new Answer(
                row.bool("granted"),
                row.bool("granted") ? row.bigint("epoch") : 0,
                row.textOrNull("holder"),
                row.textOrNull("holder_host"),
                row.integerOrNull("holder_pid"),
                row.timeOrNull("holder_since"),
                row.textOrNull("must_evict")));
  }

  private static Busy taken(TableName table, Answer answer) {
    return new Busy(
        "%s is being worked on by %s on %s (pid %s, since %s)"
            .formatted(
                table,
                answer.holder(),
                answer.host() == null ? "an unknown host" : answer.host(),
                answer.pid(),
                Sentences.second(answer.since())),
        "wait until it is done; kalends runs list shows it");
  }

  private static Map<String, Object> values(Mandate mandate) {
    Map<String, Object> values = new HashMap<>();
    values.put("table_schema", mandate.table().schema());
    values.put("table_name", mandate.table().name());
    values.put("epoch", mandate.epoch());
    return values;
  }
}
