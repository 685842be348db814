package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.JobName;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends plan}: the exact SQL of the next run, and what is refused; touches nothing. */
@Command(
    name = "plan",
    description =
        "Shows what a run would do: the exact SQL, its locks and reasons. Touches nothing.")
final class PlanCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "One table, e.g. events or '\"Odd Schema\".\"Mixed Case\"'; all if left out.")
  @Nullable TableName table;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = AsOf.class,
      description = "Plan for this date or timestamp instead of the database's now.")
  @Nullable OffsetDateTime asOf;

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "STEP",
      description = "Only these: ${COMPLETION-CANDIDATES}, with commas. Default: the maintenance.")
  List<Step> steps = List.of();

  @Option(
      names = "--max-drops",
      paramLabel = "N",
      description = "Drop up to N partitions of a table instead of its max_drops_per_run.")
  @Nullable Integer maxDrops;

  @Option(
      names = "--detailed-exitcode",
      description = "End with 3 when there is something to do or something is refused.")
  boolean detailed;

  PlanCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var wanted = steps.isEmpty() ? JobName.MAINTENANCE.steps() : steps;
    return root.answer(
        session -> {
          var plan = session.look().plan(new Plans.Question(table, asOf, wanted, maxDrops, false));
          int code = (detailed && !plan.isEmpty() ? ExitCode.FINDINGS : ExitCode.DONE).code();
          var view = new PlanView(plan, title());
          return new Answer(code, view::print, () -> view.document(code));
        });
  }

  private String title() {
    var of = table == null ? "all managed tables" : Human.visible(table.toString());
    var when = asOf == null ? "now" : "as of " + Human.moment(asOf);
    var only = steps.isEmpty() ? "" : ", only " + steps.toString().toLowerCase(Locale.ROOT);
    return "plan for %s, %s%s".formatted(of, when, only);
  }
}
