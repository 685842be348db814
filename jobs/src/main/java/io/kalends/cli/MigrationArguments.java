package io.kalends.cli;

import io.kalends.domain.MigrationOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said when a migration is planned or started. */
final class MigrationArguments {
  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "Name of the partitioned table; default: the table's own.")
  @Nullable String into;

  @Option(
      names = "--key",
      paramLabel = "COLUMNS",
      description = "The unique key, with commas; default: the primary key.")
  @Nullable String key;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Partition by this date or timestamp; default: the only one that can be meant.")
  @Nullable String by;

  @Option(
      names = "--every",
      paramLabel = "PERIOD",
      description = "hour, day, week, month (default), quarter or year.")
  @Nullable String every;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Whose midnight; default UTC.")
  @Nullable String zone;

  @Option(
      names = "--rename",
      paramLabel = "OLD:NEW,…",
      description = "New names of columns; snake renames all to snake_case.")
  @Nullable String rename;

  @Option(
      names = "--widen",
      paramLabel = "COLUMN:TYPE,…",
      description = "Wider types, as in followers:bigint.")
  @Nullable String widen;

  @Option(
      names = "--retention-months",
      paramLabel = "N",
      description = "Months to keep, once it is retired; default: for ever.")
  @Nullable String retentionMonths;

  @Option(names = "--retention-days", paramLabel = "N", description = "Days added to the months.")
  @Nullable String retentionDays;

  @Option(
      names = "--future",
      paramLabel = "N",
      description = "Partitions to keep ready after the present one (6).")
  @Nullable String future;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      description = "Days for which the old table is kept equal (30).")
  @Nullable String keepDays;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description = "One more view of the table, as an ORM may want it.")
  @Nullable String view;

  @Option(
      names = "--guard",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Keep the key unique over all partitions, by a trigger.")
  @Nullable String guard;

  @Option(
      names = "--catch-all",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "A partition for rows that no other takes (true).")
  @Nullable String catchAll;

  @Option(names = "--workers", paramLabel = "N", description = "Workers at once (2).")
  @Nullable String workers;

  @Option(names = "--pace", paramLabel = "PACE", description = "gentle (default), steady or fast.")
  @Nullable String pace;

  /** What was said, by the names of {@link MigrationOption}. */
  Map<String, String> options() {
    var options = new LinkedHashMap<String, String>();
    put(options, MigrationOption.INTO, into);
    put(options, MigrationOption.KEY, key);
    put(options, MigrationOption.BY, by);
    put(options, MigrationOption.EVERY, every);
    put(options, MigrationOption.ZONE, zone);
    put(options, MigrationOption.RENAME, rename);
    put(options, MigrationOption.WIDEN, widen);
    put(options, MigrationOption.RETENTION_MONTHS, retentionMonths);
    put(options, MigrationOption.RETENTION_DAYS, retentionDays);
    put(options, MigrationOption.FUTURE, future);
    put(options, MigrationOption.KEEP_DAYS, keepDays);
    put(options, MigrationOption.VIEW, view);
    put(options, MigrationOption.GUARD, guard);
    put(options, MigrationOption.CATCH_ALL, catchAll);
    put(options, MigrationOption.WORKERS, workers);
    put(options, MigrationOption.PACE, pace);
    return options;
  }

  private static void put(
      Map<String, String> options, MigrationOption option, @Nullable String value) {
    if (value != null) {
      options.put(option.text(), value);
    }
  }
}
