package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Migration;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Phase;
import io.kalends.domain.TableName;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusFollowerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final TableName EVENTS = new TableName("public", "events");
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-20T02:00Z");

  private final ManualTicker ticker = new ManualTicker();
  private final Deque<MigrationStatus> found = new ArrayDeque<>();

  private static MigrationStatus copied(long rows, String worker) {
    var migration =
        new Migration(
            1,
            EVENTS,
            EVENTS,
            EVENTS,
            null,
            Phase.CAPTURING,
            false,
            "fast",
            1,
            null,
            0,
            1,
            null,
            false);
    var amounts = new MigrationStatus.Amounts(rows, 400, 1, 4, 0, 0, 1, 0, 0, 7);
    return new MigrationStatus(
        migration,
        NOW,
        NOW,
        0,
        null,
        null,
        worker,
        null,
        null,
        null,
        null,
        null,
        null,
        amounts,
        List.of(),
        List.of(),
        null,
        Duration.ZERO);
  }

  @Test
  void looksOnceASecondUntilNoRunWorksOnIt() {
    var captured = Captured.terminal(80);
    found.add(copied(100, "run 1"));
    found.add(copied(200, "run 1"));
    found.add(copied(300, "run 1"));
    found.add(copied(400, null));
    new StatusFollower(captured.terminal, ticker).follow(found::remove);
    assertThat(found).isEmpty();
    assertThat(ticker.sleeps()).containsExactly(SECOND, SECOND, SECOND);
    assertThat(captured.err())
        .contains("100 rows of ~400, log 7", "200 rows", "300 rows")
        .doesNotContain("400 rows of")
        .endsWith("\r\u001b[K");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void withoutARunItDoesNotWait() {
    found.add(copied(400, null));
    new StatusFollower(Captured.pipe().terminal, ticker).follow(found::remove);
    assertThat(ticker.sleeps()).isEmpty();
  }

  @Test
  void inAPipeItWaitsAndSaysNothing() {
    var captured = Captured.pipe();
    found.add(copied(100, "run 1"));
    found.add(copied(400, null));
    new StatusFollower(captured.terminal, ticker).follow(found::remove);
    assertThat(ticker.sleeps()).containsExactly(SECOND);
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void anInterruptEndsItAndIsKept() {
    found.add(copied(100, "run 1"));
    Thread.currentThread().interrupt();
    new StatusFollower(Captured.pipe().terminal, ticker).follow(found::remove);
    assertThat(Thread.interrupted()).isTrue();
  }
}
