package io.kalends.control;

import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Examines the installation: version, rights that each job lacks, standby, clocks, pending
 * detaches, invalid indexes, orphans in the job repository. Each finding comes with its mend;
 * changes nothing.
 */
public final class Doctor {
  private static final Sql EXAMINE = Sql.of("doctor/examine");

  private final Database database;
  private final Clock machine;

  /** The machine's clock is only compared with the database's. */
  public Doctor(Database database, Clock machine) {
    this.database = database;
    this.machine = machine;
  }

  public List<Finding> examine() {
    return database.query(
        EXAMINE,
        Map.of("machine_time", machine.instant().atOffset(java.time.ZoneOffset.UTC)),
        Look::finding);
  }
}
