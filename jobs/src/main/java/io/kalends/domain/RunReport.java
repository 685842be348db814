package io.kalends.domain;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, from the ledger: one line per table, action and outcome. {@code runId} is absent
 * when nothing was started (nothing to do, disabled, dry run).
 */
public record RunReport(
    @Nullable Long runId,
    JobName job,
    OffsetDateTime asOf,
    Status status,
    List<Line> lines,
    List<String> notices,
    Duration duration,
    List<Requested> requests) {

  /** How the run as a whole ended. */
  public enum Status {
    DONE(ExitCode.DONE),
    NOTHING_TO_DO(ExitCode.DONE),
    DISABLED(ExitCode.DONE),
    FAILED(ExitCode.FAILED),
    BUSY(ExitCode.BUSY),
    PAUSED(ExitCode.BUSY),
    STOPPED(ExitCode.STOPPED);

    private final ExitCode exitCode;

    Status(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
      return exitCode;
    }
  }

  /** What was done to one table: so many actions of one kind with one outcome. */
  public record Line(
      TableName table,
      String action,
      Outcome outcome,
      long count,
      long rows,
      long bytes,
      @Nullable String message) {}

  /**
   * What SQL had asked for by {@code request_job} and this run has carried out too, as a run of its
   * own. With exit code {@code STOPPED} it was left waiting.
   */
  public record Requested(
      long number, String what, ExitCode exitCode, @Nullable Long runId, String message) {}

  public RunReport {
    requests = List.copyOf(requests);
    lines = List.copyOf(lines);
    notices = List.copyOf(notices);
  }

  public RunReport with(List<Requested> carriedOut) {
    return new RunReport(runId, job, asOf, status, lines, notices, duration, carriedOut);
  }

  /** A run that did its own work is still not green when a request failed. */
  public ExitCode exitCode() {
    boolean failed =
        requests.stream()
            .map(Requested::exitCode)
            .anyMatch(code -> code != ExitCode.DONE && code != ExitCode.STOPPED);
    return failed && status.exitCode() == ExitCode.DONE ? ExitCode.FAILED : status.exitCode();
  }

  /** The lines that keep the run from being green, with cause and mend in their message. */
  public List<Line> problems() {
    return lines.stream().filter(line -> line.outcome().isProblem()).toList();
  }

  /** How many actions of each kind were done, over all tables. */
  public SortedMap<String, Long> totals() {
    SortedMap<String, Long> totals = new TreeMap<>();
    lines.stream()
        .filter(line -> line.outcome() == Outcome.DONE)
        .forEach(line -> totals.merge(line.action(), line.count(), Long::sum));
    return totals;
  }
}
