package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void isReadAsItIsWritten() {
    for (Pace pace : Pace.values()) {
      assertThat(Pace.parse(pace.text())).isEqualTo(pace);
    }
    assertThatThrownBy(() -> Pace.parse("slow"))
        .isInstanceOf(KalendsException.BadInput.class)
        .hasMessage("there is no pace slow");
  }

  @Test
  void theNextRangeIsAsLargeAsTheTimeWanted() {
    Duration wanted = Pace.GENTLE.range();
    assertThat(Pace.GENTLE.nextBlocks(100, wanted)).isEqualTo(100);
    assertThat(Pace.GENTLE.nextBlocks(100, wanted.multipliedBy(4).dividedBy(5))).isEqualTo(125);
  }

  @Test
  void aRangeGrowsAndShrinksByHalvesAndWithinLimits() {
    assertThat(Pace.FAST.nextBlocks(100, Duration.ZERO)).isEqualTo(200);
    assertThat(Pace.FAST.nextBlocks(100, Duration.ofMinutes(1))).isEqualTo(50);
    assertThat(Pace.FAST.nextBlocks(1, Duration.ofMinutes(1))).isEqualTo(8);
    assertThat(Pace.FAST.nextBlocks(1 << 20, Duration.ZERO)).isEqualTo(1 << 20);
  }

  @Test
  void gentleHasOneWorkerHoweverManyThereAre() {
    assertThat(Pace.GENTLE.workers(8)).isOne();
    assertThat(Pace.STEADY.workers(8)).isEqualTo(2);
    assertThat(Pace.FAST.workers(8)).isEqualTo(8);
  }
}
