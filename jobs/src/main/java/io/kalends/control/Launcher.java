package io.kalends.control;

import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.Outcome;
import io.kalends.domain.Progress;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunReport.Line;
import io.kalends.domain.RunReport.Status;
import io.kalends.domain.RunRequest;
import io.kalends.job.Forecast;
import io.kalends.job.MigrationFlow;
import io.kalends.job.RunParameters;
import io.kalends.postgres.Failpoint;
import io.kalends.postgres.LostConnection;
import io.kalends.postgres.Server;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;

/**
 * Starts a run, or says why not: one effective run per job, date and parameters, whoever asks how
 * often and from how many machines. With the run's lock held it mends what a dead process left, and
 * then starts, restarts, or finds nothing to do.
 */
public final class Launcher {

  private final Station station;
  private final History history;
  private final Install install;
  private final Supplier<Engine> engine;
  private final Engine.Controls controls;
  private final Habits habits;

  /**
   * What the settings say of every run.
   *
   * @param maintenanceEnabled false: the job maintenance does nothing
   * @param historyDays how long ended runs, requests, ticks, probes and the ledger are kept
   */
  public record Habits(boolean maintenanceEnabled, int historyDays) {}

  /**
   * @param engine asked for only when there is something to run
   */
  public Launcher(
      Station station,
      Install install,
      Supplier<Engine> engine,
      Engine.Controls controls,
      Habits habits) {
    this.station = station;
    this.history = new History(station.database());
    this.install = install;
    this.engine = engine;
    this.controls = controls;
    this.habits = habits;
  }

  /**
   * Runs to the end, carries out what SQL has asked for, unless a server does, and reports.
   * Problems of single tables are in the report; what keeps the run from starting (busy,
   * unreachable, misconfigured) is a {@code KalendsException}. A dry run is not for here: that is a
   * plan.
   */
  public RunReport run(RunRequest request, Consumer<Progress> progress) {
    return run(request, progress, () -> !station.requests().areServed());
  }

  /** The same without what SQL has asked for. */
  public RunReport runAlone(RunRequest request, Consumer<Progress> progress) {
    return run(request, progress, () -> false);
  }

  private RunReport run(RunRequest request, Consumer<Progress> progress, BooleanSupplier requests) {
    long start = System.nanoTime();
    Server server = Server.ask(station.database()).requireWritable();
    install.requireUsable();
    OffsetDateTime asOf = request.asOf() == null ? server.now() : request.asOf();
    Report report = new Report(request.job(), asOf, start);
    if (request.job() == JobName.MAINTENANCE && !habits.maintenanceEnabled()) {
      return report.without(Status.DISABLED);
    }
    RunParameters run = RunParameters.of(request, asOf);
    controls.board().watch(progress);
    station.presence().start();
    try {
      RunReport own = alone(run, report);
      if (run.job() == JobName.MAINTENANCE && own.status() != Status.STOPPED) {
        history.prune(habits.historyDays());
      }
      return own.status() == Status.STOPPED || !requests.getAsBoolean()
          ? own
          : own.with(station.requests().carryOut(this::carryOut, controls.stop()::isAsked));
    } catch (RuntimeException e) {
      throw gone(e);
    } finally {
      station.presence().close();
    }
  }

  /**
   * For a server: carries out what SQL asks for, until it is told to stop; {@code await} returns
   * when there may be something.
   */
  public void attendToRequests(Runnable await) {
    Server.ask(station.database()).requireWritable();
    install.requireUsable();
    station.presence().start();
    try {
      while (!controls.stop().isAsked()) {
        station.requests().carryOut(this::carryOut, controls.stop()::isAsked);
        await.run();
      }
    } catch (RuntimeException e) {
      throw gone(e);
    } finally {
      station.presence().close();
    }
  }

  private RunReport alone(RunParameters run, Report report) {
    try (RunLock lock = RunLock.take(station, run.identity())) {
      Failpoint.hit("launch.locked");
      return launch(run, report);
    }
  }

  private RunReport carryOut(RunRequest request) {
    long start = System.nanoTime();
    OffsetDateTime asOf =
        request.asOf() == null ? Server.ask(station.database()).now() : request.asOf();
    Report report = new Report(request.job(), asOf, start);
    return alone(RunParameters.of(request, asOf), report);
  }

  private RuntimeException gone(RuntimeException e) {
    return station
        .presence()
        .gone()
        .<RuntimeException>map(known -> known)
        .orElseGet(() -> LostConnection.orElse(e));
  }

  /** Runs again what {@code runId} left unfinished, with its own date and parameters. */
  public RunReport restart(long runId, Consumer<Progress> progress) {
    return run(requestOf(runId), progress);
  }

  /** What was asked for by a run that did not complete. */
  RunRequest requestOf(long runId) {
    return history.requestOf(runId);
  }

  private RunReport launch(RunParameters run, Report report) {
    List<String> mended = history.recover(null, run.identity());
    station.leases().settleAbandoned(run.job().text());
    Failpoint.hit("launch.recovered");
    history.markSeen();
    Forecast forecast = Forecast.ask(station.plans(), run);
    controls.board().expect(forecast);
    History.Last last = history.last(run.identity()).orElse(null);
    if (last == null) {
      return start(run, report, mended);
    }
    if (!last.isCompleted()) {
      return start(run.withSequence(last.sequence()), report, mended);
    }
    if (run.tick() != null) {
      return report.without(Status.NOTHING_TO_DO);
    }
    return forecast.isEmpty() && !run.job().isMigration()
        ? report.held(forecast)
        : start(run.withSequence(last.sequence() + 1), report, mended);
  }

  private RunReport start(RunParameters run, Report report, List<String> mended) {
    Engine batch = engine.get();
    Job job = Objects.requireNonNull(batch.jobs().get(run.job()));
    JobParameters parameters = run.toJobParameters();
    forgetOrphan(batch, job, parameters);
    try {
      Failpoint.hit("launch.started");
      JobExecution execution = batch.operator().start(job, parameters);
      Failpoint.hit("launch.finished");
      return report.of(execution, mended);
    } catch (JobExecutionException e) {
      throw new Failed(
          "run '%s' cannot be started: %s".formatted(run.identity(), e.getMessage()),
          "look at it with: kalends runs list; then: kalends runs recover",
          e);
    }
  }

  /**
   * An instance without an execution is what a process leaves that dies between Spring Batch's two
   * transactions; it would refuse every start for ever. We hold the lock, so nobody is between
   * them.
   */
  private static void forgetOrphan(Engine batch, Job job, JobParameters parameters) {
    JobInstance instance = batch.repository().getJobInstance(job.getName(), parameters);
    if (instance != null && batch.repository().getLastJobExecution(instance) == null) {
      batch.repository().deleteJobInstance(instance);
    }
  }

  /** Makes the report of a run that began at {@code start}. */
  private final class Report {

    private final JobName job;
    private final OffsetDateTime asOf;
    private final long start;

    Report(JobName job, OffsetDateTime asOf, long start) {
      this.job = job;
      this.asOf = asOf;
      this.start = start;
    }

    RunReport without(Status status) {
      return report(null, status, List.of(), List.of());
    }

    /** Nothing was to be done; what is held back is told all the same. */
    RunReport held(Forecast forecast) {
      List<Line> lines = forecast.held();
      List<String> notices =
          lines.stream().map(line -> line.table() + ": " + line.message()).toList();
      return report(null, Status.NOTHING_TO_DO, lines, notices);
    }

    RunReport of(JobExecution execution, List<String> mended) {
      List<Line> lines = station.ledger().summary(execution.getId());
      List<String> notices =
          Stream.concat(
                  mended.stream(),
                  lines.stream()
                      .filter(
                          line ->
                              line.outcome() == Outcome.HELD || line.outcome() == Outcome.SKIPPED)
                      .map(line -> line.table() + ": " + line.message()))
              .toList();
      return report(execution.getId(), status(execution, lines), lines, notices);
    }

    private RunReport report(
        @Nullable Long runId, Status status, List<Line> lines, List<String> notices) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new RunReport(runId, job, asOf, status, lines, notices, took, List.of());
    }

    private Status status(JobExecution execution, List<Line> lines) {
      if (execution.getStatus() == BatchStatus.COMPLETED) {
        boolean idle = lines.stream().noneMatch(line -> line.outcome() == Outcome.DONE);
        return idle ? Status.NOTHING_TO_DO : Status.DONE;
      }
      if (MigrationFlow.PAUSED.equals(execution.getExitStatus().getExitCode())) {
        return Status.PAUSED;
      }
      if (execution.getStatus() == BatchStatus.STOPPED || controls.stop().isAsked()) {
        return Status.STOPPED;
      }
      List<Line> problems = lines.stream().filter(line -> line.outcome().isProblem()).toList();
      if (problems.isEmpty()) {
        throw broken(execution);
      }
      boolean busy = problems.stream().allMatch(line -> line.outcome() == Outcome.BUSY);
      return busy ? Status.BUSY : Status.FAILED;
    }

    /** A failure that the ledger does not know: Spring Batch, or the connection. */
    private RuntimeException broken(JobExecution execution) {
      List<Throwable> causes = execution.getAllFailureExceptions();
      for (Throwable each : causes) { // the worker's, not that of the step that awaited it
        RuntimeException e =
            each instanceof RuntimeException thrown ? thrown : new IllegalStateException(each);
        if (LostConnection.orElse(e) instanceof io.kalends.domain.KalendsException known) {
          return known;
        }
      }
      Throwable cause = causes.stream().findFirst().orElse(null);
      return new Failed(
          "run %d ended %s: %s".formatted(execution.getId(), execution.getStatus(), cause),
          "start it again; with --verbose the cause is shown in full",
          cause == null ? new IllegalStateException("no cause was given") : cause);
    }
  }
}
