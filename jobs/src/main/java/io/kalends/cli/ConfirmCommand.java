package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.TableName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kalends confirm}: lets the policy of a table drop partitions. */
@Command(
    name = "confirm",
    description =
        "Confirms a policy that came with the installation, so that it may drop partitions.")
final class ConfirmCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "A managed table.")
  @Nullable TableName table;

  ConfirmCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var done = session.register().confirm(Objects.requireNonNull(table));
          var name = Human.visible(done.table().toString());
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> {
                terminal.out().println("confirmed by %s: %s".formatted(done.by(), name));
                terminal
                    .out()
                    .println(
                        "see what a run would do: kalends plan "
                            + Human.visible(done.table().forShell()));
              },
              () ->
                  Json.object(
                      "exit_code", 0,
                      "table_schema", done.table().schema(),
                      "table_name", done.table().name(),
                      "confirmed_by", done.by()));
        });
  }
}
