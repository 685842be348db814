package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.TableName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kalends list}: the partitions that exist. */
@Command(
    name = "list",
    description = "Lists partitions with bounds (UTC), state, rows (~ if estimated) and size.")
final class ListCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "One table; all managed ones if left out.")
  @Nullable TableName table;

  ListCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var view = new PartitionsView(session.look().partitions(table));
          return new Answer(ExitCode.DONE.code(), view::print, view::document);
        });
  }
}
