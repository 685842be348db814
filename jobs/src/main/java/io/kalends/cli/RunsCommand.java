package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.BadInput;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends runs}: looks at runs, restarts and recovers them, asks them to stop. */
@Command(
    name = "runs",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Lists runs; shows, restarts, recovers or stops one.")
final class RunsCommand implements Runnable {
  private final Root root;

  RunsCommand(Root root) {
    this.root = root;
  }

  @Override
  public void run() {
    list(20);
  }

  @Command(description = "The latest runs, newest first.")
  int list(
      @Option(
              names = {"-n", "--limit"},
              paramLabel = "N",
              defaultValue = "20",
              description = "How many (default ${DEFAULT-VALUE}).")
          int limit) {
    return root.answer(
        session -> {
          var runs = session.runs().list(limit);
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> RunsView.print(runs, terminal),
              () -> RunsView.document(runs));
        });
  }

  @Command(description = "One run: its steps, and what the ledger tells of it.")
  int show(@Parameters(paramLabel = "ID", description = "The run's number.") long id) {
    return root.answer(
        session -> {
          var detail = session.runs().show(id).orElseThrow(() -> unknown(id));
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> RunsView.print(detail, terminal),
              () -> RunsView.document(detail));
        });
  }

  @Command(description = "Runs again what a run left unfinished, with its own date and parameters.")
  int restart(@Parameters(paramLabel = "ID", description = "The run's number.") long id) {
    return root.answer(
        session -> {
          try (var progress = root.progress(session)) {
            return RunCommand.report(session.launcher().restart(id, progress));
          }
        });
  }

  @Command(description = "Makes dead runs restartable (the next start does so by itself too).")
  int recover(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "One run; all if left out.")
          @Nullable Long id) {
    return root.answer(
        session -> {
          var mends = session.runs().recover(id);
          return new Answer(
              ExitCode.DONE.code(),
              each(mends.isEmpty() ? List.of("no dead runs") : mends),
              () -> Json.object("exit_code", 0, "recovered", mends));
        });
  }

  @Command(
      description = "Asks living runs to stop after the action at hand; they can be restarted.")
  int stop(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "One run; all if left out.")
          @Nullable Long id) {
    return root.answer(
        session -> {
          var asked = session.runs().stop(id);
          var lines = asked.stream().map(each -> "run " + each + " was asked to stop").toList();
          return new Answer(
              ExitCode.DONE.code(),
              each(lines.isEmpty() ? List.of("no living runs") : lines),
              () -> Json.object("exit_code", 0, "asked", asked));
        });
  }

  private static Consumer<Terminal> each(List<String> lines) {
    return terminal -> lines.forEach(line -> terminal.out().println(Human.visible(line)));
  }

  private static BadInput unknown(long id) {
    return new BadInput("there is no run " + id, "see which there are: kalends runs list");
  }
}
