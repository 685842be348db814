package io.kalends.bootstrap;

import io.kalends.control.Install;
import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.domain.Runbook;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kalends.*} of {@code config/application.yml} and of the environment ({@code
 * KALENDS_LOCKBUDGET=100ms}). What belongs to one table is in partition_config instead.
 *
 * @param url the database; see {@link ConnectionSource} for what else may name it
 * @param parallel tables that a run works on at once, each with a connection
 * @param lockBudget the longest that a statement of the application may wait because of us
 * @param lockDeadline when one action gives up and says who was in the way
 * @param leaseTtl a process that has not beaten for so long is taken for dead
 * @param clockTolerance a larger difference between this machine and the database forbids drops
 * @param maintenanceEnabled ENABLE_PARTITION_MAINTENANCE: false makes the maintenance a no-op
 * @param historyDays how long ended runs, requests, ticks, query probes and the ledger are kept;
 *     not fewer than health looks back
 * @param upgrade whether a run or a server upgrades the schema of a database that it works on
 * @param runbookUrl where docs/runbook can be read in a browser; see {@link Runbook}
 * @param embedded the directory of the embedded server
 */
public record Settings(
    @Nullable String url,
    @DefaultValue("4") int parallel,
    @DefaultValue("200ms") Duration lockBudget,
    @DefaultValue("10s") Duration lockDeadline,
    @DefaultValue("15s") Duration leaseTtl,
    @DefaultValue("30s") Duration clockTolerance,
    @DefaultValue("true") boolean maintenanceEnabled,
    @DefaultValue("90") int historyDays,
    @DefaultValue("never") Install.Upgrade upgrade,
    @DefaultValue("") String runbookUrl,
    @DefaultValue(".kalends") String embedded) {

  public Settings {
    new Runbook(runbookUrl);
    within("parallel", parallel, 1, 64);
    within("lock-budget", lockBudget, Duration.ofMillis(20), Duration.ofMinutes(1));
    within("lock-deadline", lockDeadline, lockBudget, Duration.ofHours(1));
    within("lease-ttl", leaseTtl, Duration.ofSeconds(3), Duration.ofMinutes(10));
    within("history-days", historyDays, 61, 36_500);
    within("clock-tolerance", clockTolerance, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  Runbook runbook() {
    return new Runbook(runbookUrl);
  }

  static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new Misconfigured(
          "setting kalends.%s is %s".formatted(name, value),
          "set it to %s to %s".formatted(least, most));
    }
  }
}
