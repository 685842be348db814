package io.kalends.cli;

import io.kalends.domain.ExitCode;
import java.time.OffsetDateTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kalends ledger}: what was done, for another archive; one line after the other. */
@Command(name = "ledger", description = "What was done, by whom, when and for how long.")
final class LedgerCommand {
  private final Root root;

  LedgerCommand(Root root) {
    this.root = root;
  }

  @Command(
      description =
          "Writes the lines since a day or a moment to standard output, the oldest first, each a"
              + " JSON object, before the nightly run deletes them (kalends.history-days).")
  int export(
      @Option(
              names = "--since",
              required = true,
              paramLabel = "TIME",
              converter = AsOf.class,
              description = "2026-11-20, or 2026-11-20T02:00:00Z.")
          OffsetDateTime since) {
    return root.answer(
        session -> {
          long lines = session.ledger().since(since, root::printLine);
          root.notice("%d lines of the ledger".formatted(lines));
          return Answer.written(ExitCode.DONE.code());
        });
  }
}
