package io.kalends.control;

import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.util.List;
import java.util.Map;

/**
 * Puts a table under management, or changes the policy of one that is: one row of partition_config.
 */
public final class Register {
  private static final Sql REGISTER = Sql.of("register/register");

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
}
