package io.kalends.metrics;

import io.kalends.control.Measures.Measure;
import io.kalends.domain.KalendsException;
import io.kalends.domain.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measures of the database as gauges: whatever process did the work, and whether it still
 * lives, they are there. They are read when somebody asks for them, and not more than once in a
 * while. When the database does not answer, {@code kalends_up} is 0 and the others are gone, rather
 * than old.
 */
public final class DatabaseGauges implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGauges.class);

  private final Supplier<List<Measure>> measures;
  private final Duration age;
  private final Ticker ticker;
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private boolean read;
  private long readAt;
  private volatile int up;

  /**
   * @param measures reads them from the database
   * @param age what is not older is not read again
   */
  public DatabaseGauges(Supplier<List<Measure>> measures, Duration age, Ticker ticker) {
    this.measures = measures;
    this.age = age;
    this.ticker = ticker;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("kalends_up", () -> up)
        .description("1 when the database answered the last time that it was asked, else 0.")
        .register(registry);
  }

  /** Reads them if they are old. Who comes meanwhile waits for this answer, and asks no second. */
  public synchronized void refresh(MeterRegistry registry) {
    if (read && ticker.since(readAt).compareTo(age) < 0) {
      return;
    }
    try {
      show(measures.get(), registry);
      if (up == 0 && read) {
        LOG.warn("the metrics can be read from the database again");
      }
      up = 1;
    } catch (RuntimeException e) {
      show(List.of(), registry);
      if (up == 1 || !read) {
        LOG.warn("the metrics cannot be read from the database: {}", reason(e));
      }
      up = 0;
    }
    read = true;
    readAt = ticker.nanos();
  }

  private void show(List<Measure> found, MeterRegistry registry) {
    Map<String, List<Measure>> byName =
        found.stream().collect(Collectors.groupingBy(Measure::metric));
    Set<String> names = new HashSet<>(gauges.keySet());
    names.addAll(byName.keySet());
    for (String name : names) {
      List<Measure> rows = byName.getOrDefault(name, List.of());
      gauges
          .computeIfAbsent(
              name,
              it ->
                  MultiGauge.builder(it)
                      .description(rows.isEmpty() ? null : rows.getFirst().help())
                      .register(registry))
          .register(rows.stream().map(DatabaseGauges::row).toList(), true);
    }
  }

  private static MultiGauge.Row<Number> row(Measure measure) {
    Tags tags = Tags.empty();
    for (int i = 0; i < measure.names().size(); i++) {
      tags = tags.and(measure.names().get(i), measure.values().get(i));
    }
    return MultiGauge.Row.of(tags, measure.value());
  }

  private static String reason(RuntimeException e) {
    return String.valueOf(e instanceof KalendsException ? e.getMessage() : e);
  }
}
