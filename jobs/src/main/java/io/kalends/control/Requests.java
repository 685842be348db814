package io.kalends.control;

import io.kalends.domain.ExitCode;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunReport.Requested;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What SQL has asked for and no function can do itself (VACUUM): carried out, once, by whichever
 * run comes by. A request whose run died is claimed again; one that is in the way of a living run
 * is left waiting.
 */
public final class Requests {

  private static final Sql CLAIM = Sql.of("requests/claim");
  private static final Sql FINISH = Sql.of("requests/finish");

  private final Database database;
  private final String owner;
  private final Duration ttl;

  /**
   * @param owner this process: while it lives, nobody else takes what it has claimed
   */
  public Requests(Database database, String owner, Duration ttl) {
    this.database = database;
    this.owner = owner;
    this.ttl = ttl;
  }

  private record Claimed(
      long id,
      String job,
      @Nullable String table,
      @Nullable String full,
      @Nullable String maxDrops,
      @Nullable String asOf,
      String actor) {

    RunRequest toRun() {
      try {
        return new RunRequest(
            JobName.parse(job),
            asOf == null ? null : OffsetDateTime.parse(asOf),
            table == null ? null : TableName.parse(table),
            maxDrops == null ? null : Integer.valueOf(maxDrops),
            "true".equals(full),
            false,
            Map.of(),
            Overrides.NONE,
            actor);
      } catch (DateTimeException | NumberFormatException e) {
        throw new BadInput(
            "request %d cannot be read: %s".formatted(id, e.getMessage()),
            "file it again with kalends.request_job");
      }
    }

    String what() {
      return job + (table == null ? "" : " " + table) + ("true".equals(full) ? " full" : "");
    }
  }

  /** Carries out what waits, until nothing does or this process is asked to stop. */
  List<Requested> carryOut(Function<RunRequest, RunReport> run) {
    List<Requested> done = new ArrayList<>();
    boolean more = true;
    while (more) {
      Claimed next = claim();
      Requested ended = next == null ? null : carryOut(next, run);
      more = ended != null && !isLeftWaiting(ended);
      if (ended != null) {
        done.add(ended);
      }
    }
    return done;
  }

  private Requested carryOut(Claimed request, Function<RunRequest, RunReport> run) {
    Requested ended;
    try {
      RunReport report = run.apply(request.toRun());
      ended = ended(request, report.exitCode(), report.runId(), summary(report));
    } catch (Unreachable lost) {
      throw lost;
    } catch (Busy e) {
      ended = ended(request, ExitCode.STOPPED, null, e.getMessage() + ": left to the next run");
    } catch (KalendsException e) {
      ended = ended(request, e.exitCode(), null, e.getMessage() + ". " + e.mend());
    } catch (RuntimeException e) {
      // or it would be claimed, and end every run, for ever
      ended = ended(request, ExitCode.FAILED, null, "unexpected " + e);
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", ended.number());
    values.put("state", state(ended));
    values.put("run_id", ended.runId());
    values.put("message", ended.message());
    database.query(FINISH, values, row -> true);
    return ended;
  }

  private static Requested ended(
      Claimed request, ExitCode code, @Nullable Long runId, String message) {
    return new Requested(request.id(), request.what(), code, runId, message);
  }

  private static boolean isLeftWaiting(Requested request) {
    return request.exitCode() == ExitCode.STOPPED;
  }

  private static String state(Requested request) {
    return isLeftWaiting(request)
        ? "waiting"
        : request.exitCode() == ExitCode.DONE ? "done" : "failed";
  }

  /** {@code vacuum 3 done, vacuum 1 busy: why}. */
  private static String summary(RunReport report) {
    String lines =
        report.lines().stream()
            .map(
                line ->
                    "%s %d %s%s"
                        .formatted(
                            line.action(),
                            line.count(),
                            line.outcome().text(),
                            line.message() == null ? "" : ": " + line.message()))
            .collect(Collectors.joining(", "));
    return lines.isEmpty() ? "nothing to do" : lines;
  }

  private @Nullable Claimed claim() {
    return database
        .first(CLAIM, Map.of("owner", owner, "ttl", ttl), Requests::claimed)
        .orElse(null);
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        row.bigint("id"),
        row.text("job"),
        row.textOrNull("managed_table"),
        row.textOrNull("full"),
        row.textOrNull("max_drops"),
        row.textOrNull("as_of"),
        row.text("actor"));
  }
}
