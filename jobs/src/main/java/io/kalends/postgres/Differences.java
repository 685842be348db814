package io.kalends.postgres;

import io.kalends.domain.Difference;
import java.util.List;
import java.util.Map;

/** Which rows of the two tables of a migration are not the same. */
public final class Differences {

  private static final Sql LIST = Sql.of("differences/list");

  private final Database database;

  public Differences(Database database) {
    this.database = database;
  }

  /** The first keys that differ now; reads both tables, in one snapshot. */
  public List<Difference> list(long migration, int most) {
    return database.queryAsOwner(
        LIST,
        Map.of("id", migration, "most", most),
        row -> new Difference(row.text("key"), row.textOrNull("partition_name"), row.text("what")));
  }
}
