package io.kalends.control;

import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moments at which schedules are due, each run once, by whichever server writes its row first.
 * The run's identity carries the moment: who takes it over from a server that died goes on with the
 * same run, or finds it done.
 */
public final class Ticks {

  private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

  private static final Sql BEGIN = Sql.of("ticks/begin");
  private static final Sql TAKE = Sql.of("ticks/take");
  private static final Sql FINISH = Sql.of("ticks/finish");

  private final Database database;
  private final String owner;
  private final Duration ttl;
  private final boolean switchedOn;
  private final Function<RunRequest, RunReport> run;
  private final Set<String> atWork = new HashSet<>();

  /**
   * @param owner this server: while it lives, nobody else takes what it has taken
   * @param switchedOn ENABLE_PARTITION_MAINTENANCE
   */
  public Ticks(
      Database database,
      String owner,
      Duration ttl,
      boolean switchedOn,
      Function<RunRequest, RunReport> run) {
    this.database = database;
    this.owner = owner;
    this.ttl = ttl;
    this.switchedOn = switchedOn;
    this.run = run;
  }

  /** A tick that is this server's to run. */
  public static final class Tick {
    private final String schedule;
    private final OffsetDateTime due;
    private final String name;
    private final Errand errand;

    private Tick(String schedule, OffsetDateTime due, Row row) {
      this.schedule = schedule;
      this.due = due;
      this.name = row.text("tick");
      this.errand = Errand.of(row);
    }

    private RunRequest toRun() {
      return errand.toRun("schedule " + schedule, "schedule " + schedule, name);
    }
  }

  /**
   * What became of a tick.
   *
   * @param mine to be run by us; null: somebody else's, over, skipped or disabled
   * @param next when the schedule is due next
   * @param timing cron and zone by which that was found
   */
  public record Struck(@Nullable Tick mine, OffsetDateTime next, String timing) {}

  /** A schedule is due. Empty when it is gone or disabled. */
  public synchronized Optional<Struck> strike(String schedule, OffsetDateTime due) {
    Map<String, Object> values =
        Map.of(
            "schedule", schedule,
            "due_at", due,
            "owner", owner,
            "ttl", ttl,
            "switched_on", switchedOn);
    return database.first(BEGIN, values, row -> struck(schedule, due, row));
  }

  private Struck struck(String schedule, OffsetDateTime due, Row row) {
    String verdict = row.text("verdict");
    String name = row.text("tick");
    switch (verdict) {
      case "run" -> LOG.info("{} is due: {}", name, row.text("job"));
      case "disabled" -> LOG.info("{} is not run: ENABLE_PARTITION_MAINTENANCE=false", name);
      case "skipped" -> LOG.info("{} is skipped: more than a minute late", name);
      default -> LOG.debug("{} is {}", name, verdict);
    }
    Tick mine = verdict.equals("run") && atWork.add(name) ? new Tick(schedule, due, row) : null;
    return new Struck(mine, row.time("next_at"), row.text("timing"));
  }

  /** A tick that waits for a server, or was left by one that died. */
  public synchronized Optional<Tick> takeLeft() {
    if (!switchedOn) {
      return Optional.empty();
    }
    Map<String, Object> values = Map.of("owner", owner, "ttl", ttl, "own", List.copyOf(atWork));
    Optional<Tick> taken =
        database.first(
            TAKE, values, row -> new Tick(row.text("schedule"), row.time("due_at"), row));
    taken.ifPresent(
        tick -> {
          atWork.add(tick.name);
          LOG.info("{} is taken: {}", tick.name, tick.errand.job());
        });
    return taken;
  }

  /** Runs a tick to its end and books it. One that was lost with the connection is taken again. */
  public void run(Tick tick) {
    try {
      Errand.Ended ended = Errand.carryOut(errand -> run.apply(tick.toRun()), tick.errand);
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("schedule", tick.schedule);
      values.put("due_at", tick.due);
      values.put("owner", owner);
      values.put("state", ended.state());
      values.put("run_id", ended.runId());
      values.put("message", ended.message());
      database.query(FINISH, values, row -> true);
      LOG.info("{} is {}: {}", tick.name, ended.state(), ended.message());
    } finally {
      forget(tick);
    }
  }

  private synchronized void forget(Tick tick) {
    atWork.remove(tick.name);
  }
}
