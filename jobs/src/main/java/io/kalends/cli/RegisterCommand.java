package io.kalends.cli;

import io.kalends.control.Register.Setting;
import io.kalends.domain.ExitCode;
import io.kalends.domain.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends register}: puts a table under management, or changes its policy. */
@Command(
    name = "register",
    description =
        "Puts a table under management, or changes its policy (a row of partition_config).",
    footer = "What is not said keeps its value; for a new table it is read from the catalogue.")
final class RegisterCommand implements Callable<Integer> {
  private static final String SQL_NULL = "null";

  private final Root root;

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "A table that is partitioned by RANGE of one column.")
  @Nullable TableName table;

  @Option(names = "--column", paramLabel = "NAME", description = "The partition key's column.")
  @Nullable String column;

  @Option(
      names = "--granularity",
      paramLabel = "PERIOD",
      description = "hour, day, week, month, quarter or year.")
  @Nullable String granularity;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Bounds lie at midnight of this zone, e.g. UTC or Europe/Berlin.")
  @Nullable String timeZone;

  @Option(
      names = "--retention-months",
      paramLabel = "N",
      description = "Months to keep; --retention-days are added.")
  @Nullable Integer retentionMonths;

  @Option(
      names = "--retention-days",
      paramLabel = "N",
      description = "Days to keep; alone it means 0 months.")
  @Nullable Integer retentionDays;

  @Option(names = "--keep-forever", description = "No retention: nothing is ever dropped.")
  boolean keepForever;

  @Option(
      names = "--retention-action",
      paramLabel = "ACTION",
      description = "drop or detach, at the end of the retention.")
  @Nullable String retentionAction;

  @Option(names = "--grace-days", paramLabel = "N", description = "Days between detach and drop.")
  @Nullable Integer graceDays;

  @Option(
      names = "--max-drops-per-run",
      paramLabel = "N",
      description = "The guard on a mistyped retention.")
  @Nullable Integer maxDropsPerRun;

  @Option(
      names = "--future-partitions",
      paramLabel = "N",
      description = "Partitions to keep ready after the present one.")
  @Nullable Integer futurePartitions;

  @Option(
      names = "--catch-all",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "A DEFAULT partition for rows that no partition takes, watched and drained.")
  @Nullable Boolean catchAll;

  @Option(
      names = "--enabled",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "false: scheduled runs pass the table over.")
  @Nullable Boolean enabled;

  @Option(names = "--dry-run", description = "Show the row and write nothing.")
  boolean dryRun;

  RegisterCommand(Root root) {
    this.root = root;
  }

  /** What was said, as columns of partition_config. */
  private Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    put(settings, "partition_column", column);
    put(settings, "granularity", granularity);
    put(settings, "time_zone", timeZone);
    if (keepForever) {
      put(settings, "retention_months", SQL_NULL);
      put(settings, "retention_days", SQL_NULL);
    } else {
      put(settings, "retention_months", retentionMonths);
      put(settings, "retention_days", retentionDays);
      if (retentionDays != null) {
        settings.putIfAbsent("retention_months", "0");
      }
    }
    put(settings, "retention_action", retentionAction);
    put(settings, "grace_days", graceDays);
    put(settings, "max_drops_per_run", maxDropsPerRun);
    put(settings, "future_partitions", futurePartitions);
    put(settings, "catch_all", catchAll);
    put(settings, "enabled", enabled);
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value.toString());
    }
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var name = Objects.requireNonNull(table);
          var row = session.register().register(name, settings(), dryRun);
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> print(terminal, name, row),
              () ->
                  Json.object(
                      "exit_code", 0,
                      "table_schema", name.schema(),
                      "table_name", name.name(),
                      "dry_run", dryRun,
                      "settings", Json.list(row, RegisterCommand::setting)));
        });
  }

  private void print(Terminal terminal, TableName name, List<Setting> row) {
    boolean existed = row.stream().anyMatch(each -> !each.before().isEmpty());
    var act = existed ? "changed" : "registered";
    terminal
        .out()
        .println((dryRun ? "would be " + act + ": " : act + ": ") + Human.visible(name.toString()));
    var table = new Table("SETTING", "VALUE", "BEFORE");
    for (var each : row) {
      boolean changed = existed && each.isChanged();
      table.row(
          each.name(),
          new Table.Cell(each.after(), changed ? Style.WARN : Style.PLAIN),
          changed ? each.before() : "");
    }
    table.print(terminal, "  ");
    terminal.out().println("see what a run would do: kalends plan " + shell(name));
  }

  /** As a shell takes it: a quoted identifier in single quotes. */
  private static String shell(TableName name) {
    var text = Human.visible(name.toString());
    return text.matches("[A-Za-z0-9_.]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static Map<String, @Nullable Object> setting(Setting each) {
    return Json.object("name", each.name(), "value", each.after(), "before", each.before());
  }
}
