package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.TableName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kalends unregister}: ends the management of a table. */
@Command(
    name = "unregister",
    description = "Ends the management of a table. The table and all its partitions stay.")
final class UnregisterCommand implements Callable<Integer> {
  private final Root root;

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "A managed table.")
  @Nullable TableName table;

  UnregisterCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var done = session.register().unregister(Objects.requireNonNull(table));
          var kept = Human.plural(done.kept(), "detached partition");
          return new Answer(
              ExitCode.DONE.code(),
              terminal ->
                  terminal
                      .out()
                      .println(
                          "no longer managed: %s, whose partitions stay; so do %s"
                              .formatted(Human.visible(done.table().toString()), kept)),
              () ->
                  Json.object(
                      "exit_code", 0,
                      "table_schema", done.table().schema(),
                      "table_name", done.table().name(),
                      "detached_partitions_kept", done.kept()));
        });
  }
}
