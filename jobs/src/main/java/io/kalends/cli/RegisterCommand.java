package io.kalends.cli;

import io.kalends.control.Register.Setting;
import io.kalends.domain.ExitCode;
import io.kalends.domain.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableArgument.class,
      description = "A table that is partitioned by RANGE of one column.")
  @Nullable TableName table;

  @Option(names = "--dry-run", description = "Show the row and write nothing.")
  boolean dryRun;

  RegisterCommand(Root root) {
    this.root = root;
  }

  @Option(names = "--column", paramLabel = "NAME", description = "The partition key's column.")
  void column(String value) {
    settings.put("partition_column", value);
  }

  @Option(
      names = "--granularity",
      paramLabel = "PERIOD",
      description = "hour, day, week, month, quarter or year.")
  void granularity(String value) {
    settings.put("granularity", value);
  }

  @Option(names = "--time-zone", paramLabel = "ZONE", description = "Zone of the bounds, e.g. UTC.")
  void timeZone(String value) {
    settings.put("time_zone", value);
  }

  @Option(
      names = "--retention-months",
      paramLabel = "N",
      description = "Months to keep; days are added.")
  void retentionMonths(int value) {
    settings.put("retention_months", String.valueOf(value));
  }

  @Option(
      names = "--retention-days",
      paramLabel = "N",
      description = "Days to keep; months are added.")
  void retentionDays(int value) {
    settings.put("retention_days", String.valueOf(value));
    settings.putIfAbsent("retention_months", SQL_NULL);
  }

  @Option(names = "--keep-forever", description = "No retention: nothing is ever dropped.")
  void keepForever(boolean value) {
    if (value) {
      settings.put("retention_months", SQL_NULL);
      settings.put("retention_days", SQL_NULL);
    }
  }

  @Option(
      names = "--future-partitions",
      paramLabel = "N",
      description = "Partitions to keep ready after the present one.")
  void futurePartitions(int value) {
    settings.put("future_partitions", String.valueOf(value));
  }

  @Option(
      names = "--retention-action",
      paramLabel = "ACTION",
      description = "drop or detach, at the end of the retention.")
  void retentionAction(String value) {
    settings.put("retention_action", value);
  }

  @Option(names = "--grace-days", paramLabel = "N", description = "Days between detach and drop.")
  void graceDays(int value) {
    settings.put("grace_days", String.valueOf(value));
  }

  @Option(
      names = "--max-drops-per-run",
      paramLabel = "N",
      description = "The guard on a mistyped retention.")
  void maxDropsPerRun(int value) {
    settings.put("max_drops_per_run", String.valueOf(value));
  }

  @Option(
      names = "--catch-all",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "A DEFAULT partition for rows that no partition takes, watched and drained.")
  void catchAll(boolean value) {
    settings.put("catch_all", String.valueOf(value));
  }

  @Option(
      names = "--enabled",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "false: scheduled runs pass the table over.")
  void enabled(boolean value) {
    settings.put("enabled", String.valueOf(value));
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var name = java.util.Objects.requireNonNull(table);
          var row = session.register().register(name, settings, dryRun);
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
