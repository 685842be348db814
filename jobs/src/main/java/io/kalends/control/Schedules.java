package io.kalends.control;

import io.kalends.domain.KalendsException.BadInput;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the servers run and when: looks at the schedules and changes them. */
public final class Schedules {

  private static final Sql STATUS = Sql.of("schedules/status");
  private static final Sql TIMINGS = Sql.of("schedules/timings");
  private static final Sql SET = Sql.of("schedules/set");
  private static final Sql REMOVE = Sql.of("schedules/remove");
  private static final Sql RUN = Sql.of("schedules/run");
  private static final Sql OFFER = Sql.of("schedules/offer");

  private final Database database;

  public Schedules(Database database) {
    this.database = database;
  }

  /**
   * One schedule.
   *
   * @param parameters of the job, a JSON object
   * @param offBecause why nothing will run: disabled, no server, ENABLE_PARTITION_MAINTENANCE=false
   */
  public record Schedule(
      String name,
      String job,
      String parameters,
      String cron,
      String timeZone,
      String misfire,
      boolean enabled,
      boolean running,
      Last last,
      @Nullable OffsetDateTime nextRun,
      @Nullable String offBecause,
      String changedBy,
      OffsetDateTime changedAt) {}

  /** How it went last, and what failed last. */
  public record Last(
      @Nullable OffsetDateTime run,
      @Nullable String state,
      @Nullable Long runId,
      @Nullable String message,
      @Nullable OffsetDateTime failure,
      @Nullable String failureMessage) {}

  /**
   * What to change; null keeps its value.
   *
   * @param parameters of the job, all of them: table, full, max_drops
   */
  public record Change(
      @Nullable String job,
      @Nullable String cron,
      @Nullable String timeZone,
      @Nullable String misfire,
      @Nullable Map<String, String> parameters,
      @Nullable Boolean enabled) {

    public static Change enabled(boolean enabled) {
      return new Change(null, null, null, null, null, enabled);
    }
  }

  /** A schedule of the configuration. */
  public record Offer(String job, String cron, String timeZone, @Nullable String misfire) {}

  /** When a schedule that is on is due; {@code timing} is its cron and zone. */
  public record Timing(String schedule, String timing, OffsetDateTime next) {}

  public List<Schedule> list() {
    return database.query(STATUS, Map.of(), Schedules::schedule);
  }

  public Optional<Schedule> find(String name) {
    return list().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  public List<Timing> timings() {
    return database.query(
        TIMINGS,
        Map.of(),
        row -> new Timing(row.text("name"), row.text("timing"), row.time("next_at")));
  }

  /**
   * Makes a schedule or changes one.
   *
   * @param actor who wants it; null: the role of the database
   */
  public Schedule set(String name, Change change, @Nullable String actor) {
    requireMinutes(change.cron());
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("schedule", name);
    values.put("job", change.job());
    values.put("cron", change.cron());
    values.put("time_zone", change.timeZone());
    values.put("misfire", change.misfire());
    values.put("parameters", change.parameters());
    values.put("enabled", change.enabled());
    values.put("actor", actor);
    database.query(SET, values, row -> true);
    return find(name).orElseThrow(() -> unknown(name));
  }

  /** Of six fields the first is the second: one of them, so that no run follows within a minute. */
  private static void requireMinutes(@Nullable String cron) {
    String[] fields = cron == null ? new String[0] : cron.strip().split("\\s+");
    if (fields.length == 6 && !fields[0].matches("\\d{1,2}")) {
      throw new BadInput(
          "cron is '%s', which is due more than once in a minute".formatted(cron),
          "give one second, or five fields: minute hour day-of-month month day-of-week");
    }
  }

  /** Takes a schedule away; what it did stays in the books. */
  public void remove(String name) {
    if (database.update(REMOVE, Map.of("schedule", name)) == 0) {
      throw unknown(name);
    }
  }

  /** Lets a server run a schedule now, besides its ticks; the moment by which that run is known. */
  public OffsetDateTime run(String name) {
    return database.one(RUN, Map.of("schedule", name), row -> row.time("due_at"));
  }

  /** Writes a schedule of the configuration down, unless that was ever done before. */
  public boolean offer(String name, Offer offer) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("schedule", name);
    values.put("job", offer.job());
    values.put("cron", offer.cron());
    values.put("time_zone", offer.timeZone());
    values.put("misfire", offer.misfire());
    return database.one(OFFER, values, row -> row.bool("offered"));
  }

  private static BadInput unknown(String name) {
    return new BadInput(
        "there is no schedule '%s'".formatted(name), "kalends schedule list shows them");
  }

  private static Schedule schedule(Row row) {
    return new Schedule(
        row.text("schedule"),
        row.text("job"),
        row.text("parameters"),
        row.text("cron"),
        row.text("time_zone"),
        row.text("misfire"),
        row.bool("enabled"),
        row.bool("running"),
        new Last(
            row.timeOrNull("last_run"),
            row.textOrNull("last_state"),
            row.bigintOrNull("last_run_id"),
            row.textOrNull("last_message"),
            row.timeOrNull("last_failure"),
            row.textOrNull("last_failure_message")),
        row.timeOrNull("next_run"),
        row.textOrNull("off_because"),
        row.text("changed_by"),
        row.time("changed_at"));
  }
}
