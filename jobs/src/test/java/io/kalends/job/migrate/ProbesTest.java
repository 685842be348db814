package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.KalendsException.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbesTest {

  private final FakeSignals signals = new FakeSignals();
  private final List<Runnable> begun = new ArrayList<>();
  private final Probes probes = new Probes(signals, begun::add);

  private void probe(int times, long milliseconds) {
    signals.commit = Duration.ofMillis(milliseconds);
    IntStream.range(0, times).forEach(i -> probes.probe());
  }

  @Test
  void oneThreadProbesUntilItIsClosed() {
    probes.start();
    probes.start();
    signals.onProbe =
        () -> {
          if (signals.probes == 2) {
            probes.close();
          }
        };
    assertThat(begun).hasSize(1);
    begun.getFirst().run();
    assertThat(signals.probes).isEqualTo(2);
  }

  @Test
  void aLostConnectionEndsIt() {
    signals.onProbe =
        () -> {
          throw new Unreachable("the server is gone", "start it", null);
        };
    probes.start();
    begun.getFirst().run();
    assertThat(signals.probes).isEqualTo(1);
  }

  @Test
  void nineOfTenCommitsAloneAreTheBaseline() {
    probe(22, 1);
    probe(3, 50);
    assertThat(probes.baseline()).isEqualTo(1);
    probe(15, 50);
    assertThat(probes.baseline()).isEqualTo(50);
  }

  @Test
  void whatIsMeasuredWhileRowsAreCopiedIsNoBaseline() {
    probe(25, 1);
    probes.work();
    assertThat(probes.now()).as("too few are known").isNull();
    probe(25, 50);
    assertThat(probes.baseline()).isEqualTo(1);
    assertThat(probes.now()).isEqualTo(50);
  }

  @Test
  void onlyTheLatestFourSecondsCount() {
    probe(40, 50);
    probe(40, 1);
    assertThat(probes.now()).isEqualTo(1);
  }
}
