package io.kalends.cli;

import io.kalends.control.Adopt;
import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.TableName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends adopt}: takes over partitioned tables that nobody manages. */
@Command(
    name = "adopt",
    description =
        "Finds partitioned tables that nobody manages, pg_partman's too, and puts them into"
            + " partition_config as they are. Changes nothing else.")
final class AdoptCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "The tables to adopt; left out, what could be adopted is shown.")
  List<TableName> tables = List.of();

  @Option(names = "--all", description = "Adopt every table that can be.")
  boolean all;

  @Option(names = "--dry-run", description = "Show what was found and write nothing.")
  boolean dryRun;

  AdoptCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var chosen = choose(session.adopt().candidates());
          boolean shown = dryRun || tables.isEmpty() && !all;
          if (!shown) {
            chosen.stream()
                .filter(Adopt.Candidate::isAdoptable)
                .forEach(each -> session.adopt().adopt(each));
          }
          var view = new AdoptView(chosen, shown);
          return new Answer(ExitCode.DONE.code(), view::print, view::document);
        });
  }

  private List<Adopt.Candidate> choose(List<Adopt.Candidate> found) {
    for (var name : tables) {
      if (found.stream().noneMatch(each -> each.table().equals(name))) {
        throw new BadInput(
            "%s is no partitioned table that nobody manages".formatted(name),
            "see what there is: kalends adopt --dry-run");
      }
    }
    return found.stream()
        .filter(each -> tables.isEmpty() || tables.contains(each.table()))
        .toList();
  }
}
