package io.kalends.control;

import io.kalends.domain.ExitCode;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Overloaded;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.postgres.Row;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a row of the database asks to be run: a request's, or that of a tick of a schedule. */
record Errand(
    String job,
    @Nullable String table,
    @Nullable String full,
    @Nullable String maxDrops,
    @Nullable String asOf) {

  private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

  /** kalends runs show has them all. */
  private static final int PROBLEMS_TOLD = 3;

  /** How it went. With {@code STOPPED} it was not done, and waits for somebody else. */
  record Ended(ExitCode code, @Nullable Long runId, String message) {

    boolean isLeftWaiting() {
      return code == ExitCode.STOPPED;
    }

    /** As the rows have it. */
    String state() {
      return isLeftWaiting() ? "waiting" : code == ExitCode.DONE ? "done" : "failed";
    }
  }

  static Errand of(Row row) {
    return new Errand(
        row.text("job"),
        row.textOrNull("managed_table"),
        row.textOrNull("full"),
        row.textOrNull("max_drops"),
        row.textOrNull("as_of"));
  }

  /**
   * @param where the row, for the message when it makes no sense
   */
  RunRequest toRun(String where, String actor, @Nullable String tick) {
    try {
      return new RunRequest(
          JobName.parse(job),
          asOf == null ? null : OffsetDateTime.parse(asOf),
          table == null ? null : TableName.parse(table),
          maxDrops == null ? null : Integer.valueOf(maxDrops),
          "true".equals(full),
          Map.of(),
          Overrides.NONE,
          actor,
          tick);
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadInput("%s cannot be read: %s".formatted(where, e.getMessage()), "file it again");
    }
  }

  /** {@code vacuum public.events full}. */
  String what() {
    return job + (table == null ? "" : " " + table) + ("true".equals(full) ? " full" : "");
  }

  /**
   * Runs it; whatever comes of that is an end, but for one thing.
   *
   * @throws Unreachable when nobody could be told how it ended
   */
  static Ended carryOut(Function<Errand, RunReport> run, Errand errand) {
    try {
      RunReport report = run.apply(errand);
      boolean stopped = report.exitCode() == ExitCode.STOPPED;
      String message = stopped ? "stopped: the next one goes on with it" : summary(report);
      return new Ended(report.exitCode(), report.runId(), message);
    } catch (Unreachable lost) {
      throw lost;
    } catch (Busy | Overloaded e) {
      return new Ended(ExitCode.STOPPED, null, e.getMessage() + ": left to the next run");
    } catch (KalendsException e) {
      return new Ended(e.exitCode(), null, e.messageAndMend());
    } catch (RuntimeException e) {
      // An exception that left here would end the thread, and the row would be taken again for
      // ever.
      LOG.error("{}: unexpected", errand.what(), e);
      return new Ended(ExitCode.FAILED, null, "unexpected " + e + "; the log has its stack trace");
    }
  }

  /**
   * {@code analyze 12 done, create 3 done; public.events: detach busy: why; and 4 more problems}.
   */
  private static String summary(RunReport report) {
    String done =
        report.totals().entrySet().stream()
            .map(each -> "%s %d done".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    List<RunReport.Line> problems = report.problems();
    Stream<String> told =
        problems.stream()
            .limit(PROBLEMS_TOLD)
            .map(
                each ->
                    "%s: %s %s%s"
                        .formatted(
                            each.table(),
                            each.action(),
                            each.outcome().text(),
                            each.message() == null ? "" : ": " + each.message()));
    Stream<String> more =
        problems.size() > PROBLEMS_TOLD
            ? Stream.of("and %d more problems".formatted(problems.size() - PROBLEMS_TOLD))
            : Stream.empty();
    return Stream.of(Stream.of(done.isEmpty() ? "nothing to do" : done), told, more)
        .flatMap(each -> each)
        .collect(Collectors.joining("; "));
  }
}
