package io.kalends.control;

import io.kalends.control.Register.Setting;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.KalendsException.Outdated;
import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policy of one managed table, with a version: who changes it says which version he has seen.
 */
public final class Policies {

  private static final Sql MANAGED = Sql.of("policies/managed");
  private static final Sql READ = Sql.of("policies/read");
  private static final Sql CHANGE = Sql.of("policies/change");

  private final Database database;

  public Policies(Database database) {
    this.database = database;
  }

  /** Columns of partition_config and their values as text, {@code null} written out. */
  public record Policy(TableName table, String version, Map<String, String> settings) {
    public Policy {
      settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }

  /**
   * The managed table that is called so.
   *
   * @throws NotFound when there is none
   */
  public TableName managed(TableName wanted) {
    List<TableName> found =
        database.query(
            MANAGED,
            Map.of("table_schema", wanted.schema(), "table_name", wanted.name()),
            row -> new TableName(row.text("table_schema"), row.text("table_name")));
    if (found.isEmpty()) {
      throw new NotFound(
          "no table %s is managed".formatted(wanted),
          "see which are: kalends list; put it under management: kalends register "
              + wanted.forShell());
    }
    return found.getFirst();
  }

  public Policy read(TableName wanted) {
    TableName table = managed(wanted);
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> versions =
        database.query(
            READ,
            Map.of("table_schema", table.schema(), "table_name", table.name()),
            row -> {
              settings.put(row.text("setting"), row.text("setting_value"));
              return row.text("version");
            });
    if (versions.isEmpty()) {
      throw new NotFound("table %s is not managed any more".formatted(table), "look again");
    }
    return new Policy(table, versions.getFirst(), settings);
  }

  /**
   * Changes what is named, if nobody has changed the policy since {@code version} was read.
   *
   * @throws Outdated when somebody has
   * @throws BadInput when a value is refused; nothing is changed then
   */
  public List<Setting> change(Policy seen, Map<String, String> settings) {
    List<Setting> changed =
        database.query(
            CHANGE,
            Map.of(
                "table_schema", seen.table().schema(),
                "table_name", seen.table().name(),
                "version", seen.version(),
                "names", List.copyOf(settings.keySet()),
                "values", List.copyOf(settings.values())),
            row -> new Setting(row.text("setting"), row.text("before"), row.text("after")));
    if (changed.isEmpty()) {
      throw new Outdated(
          "the policy of %s has been changed since it was read".formatted(seen.table()),
          "read it again, and send the ETag of what you saw as If-Match");
    }
    return changed;
  }
}
