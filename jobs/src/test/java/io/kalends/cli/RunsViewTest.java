package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.control.Runs.Run;
import io.kalends.control.Runs.RunStep;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunsViewTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-20T02:00Z");

  private static Run run(String status, boolean live, @Nullable OffsetDateTime ended) {
    return new Run(7, "drop", "drop 2026-11-20", status, live, START, ended, 12, 1, null);
  }

  private static String printed(Run run) {
    var captured = Captured.pipe();
    RunsView.print(List.of(run), captured.terminal);
    return captured.out();
  }

  @Test
  void aDeadRunSaysHowToRecoverIt() {
    assertThat(printed(run("STARTED", false, null)))
        .contains("started (dead: kalends runs recover)");
    assertThat(printed(run("STARTED", true, null))).doesNotContain("dead");
  }

  @Test
  void aFinishedRunSaysHowLongItTook() {
    assertThat(printed(run("COMPLETED", false, START.plusSeconds(185))))
        .isEqualTo(
            """
            RUN  JOB   STATUS     STARTED                     TOOK  DONE  PROBLEMS  PARAMETERS
              7  drop  completed  2026-11-20 02:00:00Z  3 min 05 s    12         1  drop 2026-11-20
            """);
  }

  @Test
  void aStepTellsItsCauseWithoutTheStackTrace() {
    var trace =
        "io.kalends.domain.KalendsException$Failed: it is gone\n\tat io.kalends.X.y(X.java:1)";
    assertThat(RunsView.cause(new RunStep("drop", "FAILED", START, START, trace)))
        .isEqualTo("it is gone");
    assertThat(RunsView.cause(new RunStep("drop", "STOPPED", START, START, "a.b.SomeException")))
        .isEmpty();
  }
}
