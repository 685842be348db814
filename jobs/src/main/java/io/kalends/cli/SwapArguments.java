package io.kalends.cli;

import io.kalends.domain.MigrationOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said about the waiting for a moment in which both tables can be locked. */
final class SwapArguments {
  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "Wait for so long until nobody is in the way (10min).")
  @Nullable String deadline;

  @Option(
      names = "--end",
      split = ",",
      paramLabel = "PID",
      description = "End these sessions, if they are in the way; no others are ended.")
  List<Integer> end = List.of();

  /** What was said, by the names of {@link MigrationOption}. */
  Map<String, String> options() {
    var options = new LinkedHashMap<String, String>();
    if (deadline != null) {
      options.put(MigrationOption.DEADLINE.text(), deadline);
    }
    if (!end.isEmpty()) {
      options.put(
          MigrationOption.END.text(),
          end.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return options;
  }
}
