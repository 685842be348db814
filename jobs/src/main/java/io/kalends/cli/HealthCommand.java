package io.kalends.cli;

import io.kalends.domain.ExitCode;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kalends health}: how the managed tables are, and what needs a hand. */
@Command(
    name = "health",
    description = "Shows how the managed tables are, and findings with their mend.",
    footer = "Ends with 0 when all is well, 3 when there are findings to act on.")
final class HealthCommand implements Callable<Integer> {
  private final Root root;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = AsOf.class,
      description = "Judge as of this date or timestamp instead of the database's now.")
  @Nullable OffsetDateTime asOf;

  HealthCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var health = session.look().health(asOf);
          int code = (health.isGreen() ? ExitCode.DONE : ExitCode.FINDINGS).code();
          var view = new HealthView(health);
          return new Answer(code, view::print, () -> view.document(code));
        });
  }
}
