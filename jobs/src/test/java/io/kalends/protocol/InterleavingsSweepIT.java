package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.Sweep;
import io.kalends.testing.TestDatabase;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link InterleavingsIT} a thousand times, each time the sweep runs with other seeds. */
@Tag("sweep")
class InterleavingsSweepIT {
  private static final int ORDERS = 1000;
  private static final int AT_ONCE = 50;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  static LongStream seeds() {
    int blocks = (Sweep.times(ORDERS) + AT_ONCE - 1) / AT_ONCE;
    return LongStream.range(0, blocks).map(block -> 1000 * Sweep.seed() + block * AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noneOfThemLeavesOldAndNewUnequal(long seed) throws Exception {
    assertThat(Interleavings.wrong(database, seed, AT_ONCE)).isEmpty();
  }
}
