package io.kalends.control;

import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.util.List;
import java.util.Map;

/** What there is to measure, as {@code kalends.metrics()} says it. */
public final class Measures {
  private static final Sql MEASURES = Sql.of("measures/measures");

  /** One series: {@code names} are those of its labels, in the order of their {@code values}. */
  public record Measure(
      String metric, String help, List<String> names, List<String> values, double value) {

    public Measure {
      names = List.copyOf(names);
      values = List.copyOf(values);
    }
  }

  private final Database database;
  private final int mostTables;

  /**
   * @param mostTables so many tables have series of their own
   */
  public Measures(Database database, int mostTables) {
    this.database = database;
    this.mostTables = mostTables;
  }

  /** All series, those of one metric beside each other. */
  public List<Measure> read() {
    return database.query(
        MEASURES,
        Map.of("most", mostTables),
        row ->
            new Measure(
                row.text("metric"),
                row.text("help"),
                row.texts("label_names"),
                row.texts("label_values"),
                row.number("value")));
  }
}
