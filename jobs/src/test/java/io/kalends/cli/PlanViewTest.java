package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Action;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.TransactionMode;
import io.kalends.domain.Verdict;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanViewTest {
  private static final TableName EVENTS = new TableName("public", "events");

  private static final Action CREATE =
      new Action(
          1,
          EVENTS,
          Step.CREATE,
          "create",
          new TableName("public", "events_2026_12"),
          OffsetDateTime.parse("2026-12-01T00:00Z"),
          OffsetDateTime.parse("2027-01-01T00:00Z"),
          List.of("CREATE TABLE public.events_2026_12 ()", "ALTER TABLE …"),
          TransactionMode.ONE,
          "SHARE UPDATE EXCLUSIVE",
          "public.events",
          "future_partitions is 6",
          0,
          0,
          Verdict.DO,
          null);

  private static final Action DROP =
      new Action(
          2,
          EVENTS,
          Step.DROP,
          "drop",
          new TableName("public", "events_2024_01"),
          OffsetDateTime.parse("2024-01-01T00:00Z"),
          OffsetDateTime.parse("2024-02-01T00:00Z"),
          List.of("DROP TABLE public.events_2024_01"),
          TransactionMode.EACH,
          "ACCESS EXCLUSIVE",
          "public.events_2024_01",
          "all of it is older than 2025-11-20",
          1200,
          81920,
          Verdict.DO,
          null);

  private static final Action FAULT =
      new Action(
          3,
          new TableName("public", "orders"),
          Step.CREATE,
          "none",
          null,
          null,
          null,
          List.of(),
          TransactionMode.ONE,
          null,
          null,
          null,
          0,
          0,
          Verdict.FAULT,
          "table public.orders has no column ts. Set it to at.");

  @Test
  void refusalsComeFirstThenTheExactSqlOfEachTable() {
    var captured = Captured.pipe();
    new PlanView(new Plan(List.of(CREATE, DROP, FAULT)), "plan").print(captured.terminal);
    assertThat(captured.out())
        .isEqualTo(
            """
            plan
            fault public.orders, create: table public.orders has no column ts. Set it to at.

            public.events
              create events_2026_12  [2026-12-01, 2027-01-01)
                future_partitions is 6 · lock SHARE UPDATE EXCLUSIVE on public.events · one transaction
                CREATE TABLE public.events_2026_12 ();
                ALTER TABLE …;
              drop events_2024_01  [2024-01-01, 2024-02-01)  80.0 kB, ~1,200 rows
                all of it is older than 2025-11-20 · lock ACCESS EXCLUSIVE on public.events_2024_01 · a transaction for each statement
                DROP TABLE public.events_2024_01;

            2 actions on 1 table: create 1, drop 1 (frees 80.0 kB), 1 fault
            """);
  }

  @Test
  void anEmptyPlanSaysSo() {
    assertThat(new PlanView(Plan.EMPTY, "plan").summary()).isEqualTo("nothing to do");
  }

  @Test
  void theDocumentHasTheColumnsOfTheSqlFunction() {
    var document = new PlanView(new Plan(List.of(CREATE)), "plan").document(3);
    Captured captured = Captured.pipe();
    Json.write(document, captured.terminal.out());
    assertThat(captured.out().stripTrailing())
        .isEqualToNormalizingNewlines(
            """
            {
              "exit_code" : 3,
              "work" : 1,
              "problems" : 0,
              "actions" : [ {
                "seq" : 1,
                "table_schema" : "public",
                "table_name" : "events",
                "step" : "create",
                "action" : "create",
                "target_schema" : "public",
                "target" : "events_2026_12",
                "lower_bound" : "2026-12-01T00:00:00Z",
                "upper_bound" : "2027-01-01T00:00:00Z",
                "statements" : [ "CREATE TABLE public.events_2026_12 ()", "ALTER TABLE …" ],
                "transaction" : "one",
                "lock_mode" : "SHARE UPDATE EXCLUSIVE",
                "lock_target" : "public.events",
                "reason" : "future_partitions is 6",
                "row_estimate" : 0,
                "bytes" : 0,
                "verdict" : "do",
                "blocker" : null
              } ]
            }\
            """);
  }
}
