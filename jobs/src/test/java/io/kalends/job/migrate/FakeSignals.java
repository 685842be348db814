package io.kalends.job.migrate;

import io.kalends.domain.Pace;
import io.kalends.postgres.Throttles.Allowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server that says what a test wants it to say, and remembers what it was told. */
final class FakeSignals implements Signals {
  Pace pace = Pace.FAST;
  int workers = 1;
  List<String> reasons = List.of();
  Duration commit = Duration.ofMillis(1);
  int looks;
  int probes;
  Runnable onProbe = () -> {};
  final List<Boolean> metered = new ArrayList<>();
  final List<List<String>> noted = new ArrayList<>();

  @Override
  public Allowed allowed() {
    return new Allowed(pace, pace.workers(workers));
  }

  @Override
  public List<String> reasons() {
    looks++;
    return reasons;
  }

  @Override
  public Duration probe(Double baselineMs, Double commitMs) {
    probes++;
    onProbe.run();
    return commit;
  }

  @Override
  public void meter(boolean fresh) {
    metered.add(fresh);
  }

  @Override
  public void note(List<String> now) {
    noted.add(now);
  }
}
