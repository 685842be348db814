package io.kalends.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.control.Measures.Measure;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.testing.ManualTicker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseGaugesTest {

  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final ManualTicker ticker = new ManualTicker();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DatabaseGauges gauges = new DatabaseGauges(this::read, AGE, ticker);

  private int reads;
  private boolean unreachable;

  @BeforeEach
  void bind() {
    gauges.bindTo(registry);
  }

  private List<Measure> read() {
    reads++;
    if (unreachable) {
      throw new Unreachable("the database does not answer", "start it", null);
    }
    return List.of(
        new Measure("kalends_partitions", "How many.", List.of("table"), List.of("events"), reads));
  }

  private double up() {
    return registry.get("kalends_up").gauge().value();
  }

  private List<Double> partitions() {
    return registry.find("kalends_partitions").gauges().stream().map(Gauge::value).toList();
  }

  @Test
  void areReadNotMoreThanOnceInAWhile() {
    gauges.refresh(registry);
    ticker.advance(AGE.minus(INSTANT));
    gauges.refresh(registry);
    assertThat(reads).isEqualTo(1);
    assertThat(partitions()).containsExactly(1.0);
    ticker.advance(INSTANT);
    gauges.refresh(registry);
    assertThat(reads).isEqualTo(2);
    assertThat(partitions()).containsExactly(2.0);
  }

  @Test
  void theirAgeCountsFromTheEndOfTheReading() {
    DatabaseGauges slow =
        new DatabaseGauges(
            () -> {
              ticker.advance(AGE.multipliedBy(2));
              return read();
            },
            AGE,
            ticker);
    slow.refresh(registry);
    slow.refresh(registry);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsDownAndItsGaugesAreGone() {
    gauges.refresh(registry);
    assertThat(up()).isEqualTo(1);
    unreachable = true;
    ticker.advance(AGE);
    gauges.refresh(registry);
    assertThat(up()).isZero();
    assertThat(partitions()).isEmpty();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsAskedNoMoreOften() {
    unreachable = true;
    gauges.refresh(registry);
    gauges.refresh(registry);
    assertThat(reads).isEqualTo(1);
    unreachable = false;
    ticker.advance(AGE);
    gauges.refresh(registry);
    assertThat(up()).isEqualTo(1);
    assertThat(partitions()).containsExactly(2.0);
  }
}
