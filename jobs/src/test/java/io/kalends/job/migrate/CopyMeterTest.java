package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Progress;
import io.kalends.postgres.MigrationBook.Stripe;
import io.kalends.postgres.Protocol.Range;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyMeterTest {
  private static final long BLOCKS = 100_000;
  private static final long SECOND = 1_000_000_000L;

  private final CopyMeter meter =
      new CopyMeter(List.of(new Stripe(1, 0, BLOCKS, BLOCKS, 0, false)));

  /** Ranges of about a second, a tenth slower or faster each, after small ones. */
  @Test
  void tellsTheTimeThatIsLeftWithinAFifthFromTheFirstTenthOn() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long now = 7 * SECOND;
    meter.beginAt(now);
    long done = 0;
    List<Long> times = new java.util.ArrayList<>();
    List<Duration> told = new java.util.ArrayList<>();
    for (int range = 0; done < BLOCKS; range++) {
      long blocks = Math.min(BLOCKS - done, range < 4 ? 64L << range : 1000);
      done += blocks;
      now += (long) (SECOND * blocks / 1000.0 * (0.9 + 0.2 * random.nextDouble()));
      meter.copiedAt(now, 1, new Range(blocks * 50, done == BLOCKS, BLOCKS - done));
      if (done >= BLOCKS / 10 && done < BLOCKS) {
        Progress.OfMigration progress = meter.progress(List.of());
        told.add(Objects.requireNonNull(progress.left()));
        times.add(now);
      }
    }
    for (int i = 0; i < told.size(); i++) {
      double really = now - times.get(i);
      if (really > 10 * SECOND) {
        assertThat(told.get(i).toNanos() / really).as("seed " + seed).isBetween(0.8, 1.2);
      }
    }
    assertThat(meter.rows()).isEqualTo(BLOCKS * 50);
  }

  @Test
  void tellsNothingAsLongAsNothingIsKnown() {
    assertThat(meter.progress(List.of()).left()).isNull();
    meter.beginAt(SECOND);
    assertThat(meter.progress(List.of("held")).left()).isNull();
    assertThat(meter.progress(List.of("held")).waiting()).containsExactly("held");
  }
}
