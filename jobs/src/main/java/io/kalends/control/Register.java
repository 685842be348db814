package io.kalends.control;

import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.util.List;
import java.util.Map;

/**
 * Puts a table under management, or changes the policy of one that is: one row of partition_config.
 */
public final class Register {
  private static final Sql REGISTER = Sql.of("register/register");
  private static final Sql CONFIRM = Sql.of("register/confirm");
  private static final Sql UNREGISTER = Sql.of("register/unregister");
  private static final Sql MANAGED = Sql.of("register/managed");

  /** One column of the policy: what it was (empty before there was a row) and what it is now. */
  public record Setting(String name, String before, String after) {
    public boolean isChanged() {
      return !before.equals(after);
    }
  }

  private final Database database;

  public Register(Database database) {
    this.database = database;
  }

  /**
   * Writes one row of partition_config, or with {@code dryRun} only says what it would be.
   *
   * @param settings columns of partition_config and their values as text; "null" is SQL's null.
   *     What is not named keeps its value, or for a new table is read from the catalogue.
   */
  public List<Setting> register(TableName table, Map<String, String> settings, boolean dryRun) {
    return database.query(
        REGISTER,
        Map.of(
            "managed_table", table.toString(),
            "names", List.copyOf(settings.keySet()),
            "values", List.copyOf(settings.values()),
            "dry_run", dryRun),
        row -> new Setting(row.text("setting"), row.text("before"), row.text("after")));
  }

  /** Who confirmed the policy of a table. */
  public record Confirmed(TableName table, String by) {}

  /** A table that is managed no more, and how many detached partitions of it stay. */
  public record Unregistered(TableName table, long kept) {}

  /**
   * A managed table.
   *
   * @param expired partitions that are past the retention
   * @param outcome what becomes of them, or why the table cannot be worked on
   */
  public record Managed(
      TableName table, String policy, long expired, boolean confirmed, String outcome) {}

  /** The managed tables that are there. */
  public List<Managed> managed() {
    return database.query(
        MANAGED,
        Map.of(),
        row ->
            new Managed(
                name(row),
                row.text("policy"),
                row.bigint("expired"),
                row.bool("confirmed"),
                row.text("outcome")));
  }

  /** Confirms the policy of a table: from then on what is past its retention is dropped. */
  public Confirmed confirm(TableName table) {
    return database
        .query(
            CONFIRM,
            Map.of("managed_table", table.toString()),
            row -> new Confirmed(name(row), row.text("confirmed_by")))
        .getFirst();
  }

  /** Ends the management of a table; the table, its partitions and detached ones stay. */
  public Unregistered unregister(TableName table) {
    return database
        .query(
            UNREGISTER,
            Map.of("managed_table", table.toString()),
            row -> new Unregistered(name(row), row.bigint("kept")))
        .getFirst();
  }

  private static TableName name(Row row) {
    return new TableName(row.text("table_schema"), row.text("table_name"));
  }
}
