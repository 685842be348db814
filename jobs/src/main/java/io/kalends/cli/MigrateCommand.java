package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.MigrationOption;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends migrate}: a monolith becomes a partitioned table while it is written. */
@Command(
    name = "migrate",
    description = "Makes a partitioned table of an ordinary one, while it is written.",
    footer = "Ends as kalends run does; 75 also when the migration is paused.")
final class MigrateCommand implements Callable<Integer> {
  private static final String TABLE = "The table, e.g. events or '\"PlatformAnalytics\"'.";

  private final Root root;

  MigrateCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return status(null, false);
  }

  @Command(description = "What a migration would do, and what stands in its way; touches nothing.")
  int plan(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Mixin MigrationArguments arguments) {
    return root.answer(
        session -> {
          var plan = session.migrate().plan(table, arguments.options());
          int code = (plan.isClear() ? ExitCode.DONE : ExitCode.FINDINGS).code();
          var view = new MigrationPlanView(plan);
          return new Answer(code, view::print, () -> view.document(code));
        });
  }

  @Command(description = "Copies, indexes, mirrors and verifies; goes on where it was ended.")
  int start(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Mixin MigrationArguments arguments) {
    return root.answer(session -> job(session, JobName.MIGRATE, table, arguments.options()));
  }

  @Command(description = "All but the swap, and what the swap would do.")
  int rehearse(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Mixin MigrationArguments arguments) {
    return root.answer(
        session -> {
          var request =
              RunRequest.of(JobName.MIGRATE, session.migrate().source(table), arguments.options());
          try (var progress = root.progress(session)) {
            var report = session.launcher().run(request, progress);
            var view =
                new RehearsalView(
                    reported(session, report, table),
                    report.exitCode() == ExitCode.DONE
                        ? session.migrate().plan(table, Map.of())
                        : null);
            return new Answer(report.exitCode().code(), view::print, view::document);
          }
        });
  }

  @Command(
      description = "How far a migration is, and what it waits for; all, if no table is named.")
  int status(
      @Parameters(paramLabel = "TABLE", arity = "0..1", description = TABLE) @Nullable String table,
      @Option(names = "--follow", description = "Look again each second, until its run ends.")
          boolean follow) {
    return root.answer(
        session -> {
          if (table == null) {
            var all = session.migrate().all();
            return new Answer(
                ExitCode.DONE.code(),
                terminal -> MigrationStatusView.print(all, terminal),
                () -> MigrationStatusView.document(all));
          }
          if (follow) {
            new StatusFollower(root.terminal(), session.ticker())
                .follow(() -> session.migrate().status(table));
          }
          var view = new MigrationStatusView(session.migrate().status(table));
          return new Answer(ExitCode.DONE.code(), view::print, view::document);
        });
  }

  @Command(description = "Lets its run end after the range at hand.")
  int pause(@Parameters(paramLabel = "TABLE", description = TABLE) String table) {
    return root.answer(
        session -> {
          session.migrate().pause(table);
          return said(session, table, "paused; its run ends after the range at hand");
        });
  }

  @Command(description = "Takes a pause back; the next start goes on.")
  int resume(@Parameters(paramLabel = "TABLE", description = TABLE) String table) {
    return root.answer(
        session -> {
          session.migrate().resume(table);
          return said(
              session,
              table,
              "no longer paused; go on: kalends migrate start "
                  + TableName.parse(table).forShell());
        });
  }

  @Command(description = "Changes the pace, also while it runs.")
  int pace(
      @Parameters(paramLabel = "TABLE", index = "0", description = TABLE) String table,
      @Parameters(paramLabel = "PACE", index = "1", description = "gentle, steady or fast.")
          String pace) {
    return root.answer(
        session -> {
          session.migrate().pace(table, pace);
          return said(session, table, "its pace is " + pace + " now");
        });
  }

  @Command(description = "Compares the two tables, row by row, in one snapshot.")
  int verify(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Option(names = "--repair", description = "Make the mirror equal where it differs, first.")
          boolean repair) {
    Map<String, String> options = repair ? Map.of(MigrationOption.REPAIR.text(), "true") : Map.of();
    return root.answer(session -> job(session, JobName.VERIFY, table, options));
  }

  @Command(description = "Lists the keys of the rows that are not the same in the two tables.")
  int differences(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "So many at most (100).")
          int limit) {
    return root.answer(
        session -> {
          if (limit < 1) {
            throw new BadInput("--limit is %d".formatted(limit), "say 1 or more");
          }
          var found = session.migrate().differences(table, limit);
          int code = (found.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS).code();
          var view = new DifferencesView(session.migrate().status(table), found, limit);
          return new Answer(code, view::print, () -> view.document(code));
        });
  }

  @Command(description = "What makes a migration wait; with NAME=VALUE changes it, also meanwhile.")
  int throttle(
      @Parameters(paramLabel = "TABLE", index = "0", description = TABLE) String table,
      @Parameters(
              paramLabel = "NAME=VALUE",
              index = "1..*",
              arity = "0..*",
              description = "As in max_wal_rate='50 MB'; without a value: no limit.")
          @Nullable List<String> settings) {
    return root.answer(
        session -> {
          if (settings != null && !settings.isEmpty()) {
            session.migrate().setThrottle(table, settings(settings));
          }
          var migrate = session.migrate();
          var view = new ThrottleView(migrate.status(table), migrate.throttle(table));
          return new Answer(ExitCode.DONE.code(), view::print, view::document);
        });
  }

  private static Map<String, @Nullable String> settings(List<String> said) {
    var settings = new LinkedHashMap<String, @Nullable String>();
    for (var each : said) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new BadInput(
            "'%s' is no setting".formatted(each), "write NAME=VALUE, as max_wal_rate='50 MB'");
      }
      var value = each.substring(equals + 1).strip();
      settings.put(each.substring(0, equals).strip(), value.isEmpty() ? null : value);
    }
    return settings;
  }

  @Command(description = "Lets the partitioned table take the place of the old one.")
  int cutover(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Mixin SwapArguments arguments) {
    return root.answer(session -> job(session, JobName.CUTOVER, table, arguments.options()));
  }

  @Command(description = "Lets the old table take its place again; nothing is lost.")
  int rollback(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Option(
              names = "--give-up",
              description = "Also remove triggers, log and the partitioned table.")
          boolean giveUp,
      @Mixin SwapArguments arguments) {
    var options = flag(arguments.options(), MigrationOption.GIVE_UP, giveUp);
    return root.answer(session -> job(session, JobName.ROLLBACK, table, options));
  }

  @Command(description = "Ends a migration: the old table goes, the new one is managed.")
  int retire(
      @Parameters(paramLabel = "TABLE", description = TABLE) String table,
      @Option(names = "--force", description = "Before the date until which the old table is kept.")
          boolean force,
      @Mixin SwapArguments arguments) {
    var options = flag(arguments.options(), MigrationOption.FORCE, force);
    return root.answer(session -> job(session, JobName.RETIRE, table, options));
  }

  private static Map<String, String> flag(
      Map<String, String> options, MigrationOption option, boolean given) {
    var all = new LinkedHashMap<>(options);
    if (given) {
      all.put(option.text(), "true");
    }
    return all;
  }

  private Answer job(Session session, JobName job, String table, Map<String, String> options) {
    var request = RunRequest.of(job, session.migrate().source(table), options);
    try (var progress = root.progress(session)) {
      var report = session.launcher().run(request, progress);
      var view = reported(session, report, table);
      return new Answer(report.exitCode().code(), view::print, view::document);
    }
  }

  /** With what the usual queries cost, where the two tables were just compared. */
  private static MigrationReportView reported(Session session, RunReport report, String table) {
    boolean compared = report.job() == JobName.VERIFY || report.job() == JobName.MIGRATE;
    boolean equal =
        compared
            && report.exitCode() == ExitCode.DONE
            && report.lines().stream().anyMatch(line -> line.action().equals("verify"));
    return new MigrationReportView(
        report,
        session.migrate().statusIfAny(table),
        equal ? session.migrate().benchmark(table) : List.of());
  }

  private static Answer said(Session session, String table, String what) {
    var status = session.migrate().status(table);
    var view = new MigrationStatusView(status);
    return new Answer(
        ExitCode.DONE.code(),
        terminal ->
            terminal.out().println(Human.visible(status.migration().source() + ": " + what)),
        view::document);
  }
}
