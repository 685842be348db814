package io.kalends.control;

import io.kalends.control.Finding.Severity;
import io.kalends.domain.Runbook;
import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Examines the installation: version, rights that each job lacks, standby, clocks, pending
 * detaches, invalid indexes, orphans in the job repository. Each finding comes with its mend;
 * changes nothing.
 */
public final class Doctor {
  private static final Sql EXAMINE = Sql.of("doctor/examine");
  private static final Sql CLOCK = Sql.of("doctor/clock");

  private final Database database;
  private final Clock machine;
  private final Limits limits;
  private final Runbook runbook;

  /** What counts as a dead process, and as a wrong clock. */
  public record Limits(Duration leaseTtl, Duration clockTolerance) {}

  /**
   * @param runbook where the pages that findings name can be read
   */
  public Doctor(Database database, Clock machine, Limits limits, Runbook runbook) {
    this.database = database;
    this.machine = machine;
    this.limits = limits;
    this.runbook = runbook;
  }

  /** The worst first. */
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    clock().ifPresent(findings::add);
    findings.addAll(
        database.query(
            EXAMINE, Map.of("ttl", limits.leaseTtl()), row -> Look.finding(row, runbook)));
    return List.copyOf(findings);
  }

  private Optional<Finding> clock() {
    var server = database.one(CLOCK, Map.of(), row -> row.time("server_time")).toInstant();
    var difference = Duration.between(server, machine.instant());
    if (difference.abs().compareTo(limits.clockTolerance()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Severity.CRITICAL,
            "clock_difference",
            "this machine",
            "its clock is %d s %s the database's, and nothing is dropped while they differ by more than %d s"
                .formatted(
                    difference.abs().toSeconds(),
                    difference.isNegative() ? "behind" : "ahead of",
                    limits.clockTolerance().toSeconds()),
            "set the clocks by NTP on both machines",
            runbook.link("docs/runbook/doctor.md#clock_difference")));
  }
}
