package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends run}: one job, from start to end. */
@Command(
    name = "run",
    description =
        "Runs a job to its end; the same again resumes what failed, or says nothing to do.",
    footer = {
      "Parameters may also be written KEY=VALUE: kalends run drop table=events max-drops=20",
      "",
      "Ends with 0 done or nothing to do, 1 a table failed, 75 busy, 143 stopped."
    })
final class RunCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      index = "0",
      paramLabel = "JOB",
      converter = JobArgument.class,
      completionCandidates = JobArgument.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  JobName job = JobName.MAINTENANCE;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "Only this table; all enabled ones if left out.")
  @Nullable TableName table;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = AsOf.class,
      description = "Work as if it were this date or timestamp. Never drops what is not yet due.")
  @Nullable OffsetDateTime asOf;

  @Option(
      names = "--max-drops",
      paramLabel = "N",
      description = "Drop up to N partitions of a table instead of its max_drops_per_run.")
  @Nullable Integer maxDrops;

  @Option(
      names = "--full",
      description = "VACUUM FULL: rewrites partitions under ACCESS EXCLUSIVE.")
  boolean full;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description =
          "An option of a migration's job: into, key, rename and others, as kalends migrate has"
              + " them.")
  Map<String, String> options = Map.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      converter = RunName.class,
      description =
          "What makes it the same run again, in place of the date: the name of a Kubernetes Job,"
              + " say.")
  @Nullable String name;

  @Option(names = "--dry-run", description = "Show the plan of this job and touch nothing.")
  boolean dryRun;

  RunCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(session -> dryRun ? plan(session) : run(session));
  }

  private Answer plan(Session session) {
    if (job.isMigration()) {
      throw new BadInput(
          "job %s has no dry run".formatted(job.text()),
          "see what it would do: kalends migrate plan TABLE");
    }
    var plan = session.look().plan(new Plans.Question(table, asOf, job.steps(), maxDrops, full));
    int code = (plan.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
    var view = new PlanView(plan, job.text() + ", dry run: nothing is touched");
    return new Answer(code, view::print, () -> view.document(code));
  }

  private Answer run(Session session) {
    if (job.isMigration() && name != null) {
      throw new BadInput(
          "job %s takes no --name, and got '%s'".formatted(job.text(), name),
          "leave it out: the table makes it the same run");
    }
    var request =
        new RunRequest(job, asOf, table, maxDrops, full, options, Overrides.NONE, null, name);
    try (var progress = root.progress(session)) {
      return report(session.launcher().run(request, progress));
    }
  }

  static Answer report(RunReport report) {
    var view = new RunView(report);
    return new Answer(report.exitCode().code(), view::print, view::document);
  }
}
