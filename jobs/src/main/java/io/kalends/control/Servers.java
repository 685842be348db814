package io.kalends.control;

import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.util.Map;

/** This process as one of the servers, which take over from each other. */
public final class Servers {

  private static final Sql ANNOUNCE = Sql.of("servers/announce");

  private final Database database;
  private final String owner;
  private final boolean schedulesOn;

  /**
   * @param schedulesOn ENABLE_PARTITION_MAINTENANCE
   */
  public Servers(Database database, String owner, boolean schedulesOn) {
    this.database = database;
    this.owner = owner;
    this.schedulesOn = schedulesOn;
  }

  /** Lets everybody know that this process is a server; its presence must have begun. */
  public void announce() {
    database.update(ANNOUNCE, Map.of("owner", owner, "schedules_on", schedulesOn));
  }
}
