package io.kalends.bootstrap;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kalends.*} of what a server measures and shows.
 *
 * @param probeInterval how often the query patterns of each table are measured; 0: never
 * @param probeTimeout when a table's turn is ended
 * @param metricsTables so many tables have series of their own
 * @param openMetrics whether they may be scraped without a token; null: where nobody but this
 *     machine can ask
 */
public record MonitoringSettings(
    @DefaultValue("5m") Duration probeInterval,
    @DefaultValue("2s") Duration probeTimeout,
    @DefaultValue("500") int metricsTables,
    @Nullable Boolean openMetrics) {

  public MonitoringSettings {
    Settings.within("probe-interval", probeInterval, Duration.ZERO, Duration.ofDays(7));
    Settings.within("probe-timeout", probeTimeout, Duration.ofMillis(10), Duration.ofMinutes(5));
    Settings.within("metrics-tables", metricsTables, 0, 10_000);
  }
}
