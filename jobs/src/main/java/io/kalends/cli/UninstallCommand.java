package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.BadInput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kalends uninstall}: takes schema kalends away; partitions and data stay. */
@Command(
    name = "uninstall",
    description =
        "Removes schema kalends: configuration, history, functions. Partitions and data stay.")
final class UninstallCommand implements Callable<Integer> {
  private final Root root;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  UninstallCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (!yes && !confirmed()) {
      throw new BadInput("nothing was removed: the answer was not yes", "repeat with --yes");
    }
    return root.answer(
        session -> {
          session.install().uninstall();
          return new Answer(
              ExitCode.DONE.code(),
              terminal ->
                  terminal
                      .out()
                      .println("schema kalends removed; partitions and data are as they were"),
              () -> Json.object("exit_code", 0, "removed", true));
        });
  }

  private boolean confirmed() {
    return root.terminal()
        .confirm(
            "Remove schema kalends with its configuration and history? Partitions and data stay.")
        .orElseThrow(
            () -> new BadInput("uninstall asks first, and nobody is there to answer", "add --yes"));
  }
}
