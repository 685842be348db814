package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Progress;
import io.kalends.domain.Step;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Duration INSTANT = Duration.ofNanos(1);
  private static final String CLEAR = "\r\u001b[K";

  private final ManualTicker ticker = new ManualTicker();

  private static Progress dropped(int actions) {
    return new Progress.OfTables(Step.DROP, 0, 2, actions, 40);
  }

  private static Progress copying(List<String> waiting) {
    return new Progress.OfMigration("copy", "row", 1, 2, 0, null, waiting);
  }

  @Test
  void progressTellsWhatIsLeft() {
    assertThat(
            ProgressLine.describe(
                new Progress.OfTables(Step.DROP, 1, 100, 550, 2200), Duration.ofSeconds(2)))
        .isEqualTo("drop: 1 of 100 tables, 550 of 2,200 actions, about 6.0 s left");
  }

  @Test
  void whatIsLeftIsByTheTimeSinceTheBeginning() {
    var captured = Captured.terminal(80);
    try (var line = new ProgressLine(captured.terminal, true, ticker)) {
      ticker.advance(Duration.ofSeconds(2));
      line.accept(dropped(10));
    }
    assertThat(captured.err()).contains("10 of 40 actions, about 6.0 s left");
  }

  @Test
  void theLineIsWrittenTenTimesASecondAtMostAndClearedInTheEnd() {
    var captured = Captured.terminal(80);
    try (var line = new ProgressLine(captured.terminal, true, ticker)) {
      line.accept(dropped(0));
      ticker.advance(Duration.ofMillis(100).minus(INSTANT));
      line.accept(dropped(1));
      ticker.advance(INSTANT);
      line.accept(dropped(2));
    }
    assertThat(captured.err().split("\r", -1)).hasSize(4);
    assertThat(captured.err())
        .contains("0 of 40 actions")
        .doesNotContain("1 of 40 actions")
        .contains("2 of 40 actions")
        .endsWith(CLEAR);
  }

  @Test
  void progressIsSilentInAPipe() {
    var captured = Captured.pipe();
    try (var line = new ProgressLine(captured.terminal, true, ticker)) {
      line.accept(new Progress.OfTables(Step.DROP, 1, 2, 3, 4));
    }
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void progressThatIsNotWantedIsSilent() {
    var captured = Captured.terminal(80);
    try (var line = new ProgressLine(captured.terminal, false, ticker)) {
      line.accept(dropped(1));
    }
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void inAPipeItSaysWhyAMigrationRests() {
    var captured = Captured.pipe();
    try (var line = new ProgressLine(captured.terminal, true, ticker)) {
      line.accept(copying(List.of()));
      line.accept(copying(List.of("a replica is 40 s behind, and 30 are allowed")));
      line.accept(copying(List.of("a replica is 41 s behind, and 30 are allowed")));
    }
    assertThat(captured.err())
        .isEqualToNormalizingNewlines(
            "copy [############............] 50 % – waiting: a replica is 40 s behind, and 30 are"
                + " allowed\n");
  }

  @Test
  void inAPipeItSaysSoOnceInTenSecondsAndWhenItGoesOn() {
    var captured = Captured.pipe();
    try (var line = new ProgressLine(captured.terminal, true, ticker)) {
      line.accept(copying(List.of("paused by hand")));
      ticker.advance(Duration.ofSeconds(10).minus(INSTANT));
      line.accept(copying(List.of("a replica is 40 s behind")));
      ticker.advance(INSTANT);
      line.accept(copying(List.of("a replica is 41 s behind")));
      ticker.advance(Duration.ofSeconds(10));
      line.accept(copying(List.of("a replica is 41 s behind")));
      line.accept(copying(List.of()));
    }
    assertThat(captured.err().lines())
        .containsExactly(
            "copy [############............] 50 % – waiting: paused by hand",
            "copy [############............] 50 % – waiting: a replica is 41 s behind",
            "copy [############............] 50 %: it goes on");
  }
}
