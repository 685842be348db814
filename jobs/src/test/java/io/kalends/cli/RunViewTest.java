package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.JobName;
import io.kalends.domain.Outcome;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunReport.Line;
import io.kalends.domain.RunReport.Status;
import io.kalends.domain.TableName;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunViewTest {
  private static final TableName EVENTS = new TableName("public", "events");
  private static final TableName ODD = new TableName("Odd Schema", "Mixed Case");

  private static final TableName LATER = new TableName("public", "later");

  private static RunReport report(Status status, Line... lines) {
    return new RunReport(
        12L,
        JobName.MAINTENANCE,
        OffsetDateTime.parse("2026-11-20T02:00Z"),
        status,
        List.of(lines),
        List.of(),
        Duration.ofMillis(2400),
        List.of());
  }

  private static Line done(TableName table, String action, long count) {
    return new Line(table, action, Outcome.DONE, count, 0, 0, null);
  }

  @Test
  void eachTableIsALineAndItsTroubleStandsUnderIt() {
    var captured = Captured.pipe();
    var run =
        report(
            Status.FAILED,
            done(EVENTS, "create", 6),
            new Line(EVENTS, "record", Outcome.DONE, 1, 15, 0, null),
            new Line(EVENTS, "detach", Outcome.DONE, 3, 12345, 4404019, null),
            new Line(EVENTS, "drop", Outcome.DONE, 3, 12345, 4404019, null),
            new Line(EVENTS, "detach", Outcome.BUSY, 1, 0, 0, "pid 71 holds it\npid 72 too"),
            new Line(ODD, "none", Outcome.FAILED, 4, 0, 0, "it is gone"),
            new Line(LATER, "none", Outcome.SKIPPED, 4, 0, 0, "never been there"),
            done(ODD, "create", 1));
    new RunView(run).print(captured.terminal);
    assertThat(captured.out())
        .isEqualTo(
            """
            maintenance as of 2026-11-20 02:00:00Z
            "Odd Schema"."Mixed Case"  created 1
              failed: it is gone
            public.events              created 6, detached 3, dropped 3 (~12,345 rows, 4.2 MB), recorded 15
              detach busy: pid 71 holds it (and 1 more)
            public.later               skipped: never been there

            total: 2 tables, created 7, detached 3, dropped 3 (~12,345 rows, 4.2 MB), recorded 15
            run 12 failed in 2.4 s, 2 problems
            """);
  }

  @Test
  void nothingToDoIsOneWord() {
    assertThat(new RunView(report(Status.NOTHING_TO_DO)).conclusion())
        .isEqualTo("nothing to do in 2.4 s");
  }

  @Test
  void theDocumentIsStable() {
    var document = new RunView(report(Status.DONE, done(EVENTS, "create", 6))).document();
    assertThat(document.keySet())
        .containsExactly(
            "run_id",
            "job",
            "as_of",
            "status",
            "exit_code",
            "duration_ms",
            "totals",
            "tables",
            "problems",
            "requests",
            "notices");
    assertThat(document).containsEntry("status", "done").containsEntry("duration_ms", 2400L);
  }
}
