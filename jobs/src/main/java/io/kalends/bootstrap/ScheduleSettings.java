package io.kalends.bootstrap;

import io.kalends.control.Schedules.Offer;
import io.kalends.domain.KalendsException.Misconfigured;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kalends.schedules} of {@code config/application.yml}: what a server writes to
 * kalends.schedule the first time that it sees it. From then on the table is the truth.
 *
 * @param offerSchedules false: it writes none, since something else starts the nightly jobs
 */
public record ScheduleSettings(
    @DefaultValue("true") boolean offerSchedules, @Nullable Map<String, Entry> schedules) {

  /** One schedule; without a zone it is UTC, without a misfire rule the job's own. */
  public record Entry(
      @Nullable String job,
      @Nullable String cron,
      @Nullable String timeZone,
      @Nullable String misfire) {}

  Map<String, Offer> offers() {
    Map<String, Offer> offers = new TreeMap<>();
    if (schedules != null && offerSchedules) {
      schedules.forEach((name, entry) -> offers.put(name, offer(name, entry)));
    }
    return offers;
  }

  private static Offer offer(String name, Entry entry) {
    if (entry.job() == null || entry.cron() == null) {
      throw new Misconfigured(
          "setting kalends.schedules.%s has no %s"
              .formatted(name, entry.job() == null ? "job" : "cron"),
          "say it in application.yml, or take the schedule out");
    }
    return new Offer(
        entry.job(),
        entry.cron(),
        entry.timeZone() == null ? "UTC" : entry.timeZone(),
        entry.misfire());
  }
}
