package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final TableName EVENTS = new TableName("public", "events");
  private static final TableName GOALS = new TableName("public", "goals");

  private static Action action(TableName table, Step step, Verdict verdict) {
    return new Action(
        1,
        table,
        step,
        step.text(),
        null,
        null,
        null,
        List.of(),
        TransactionMode.ONE,
        "ACCESS EXCLUSIVE",
        null,
        null,
        0,
        0,
        verdict,
        null);
  }

  @Test
  void noticesAloneLeaveNothingToDo() {
    Plan plan =
        new Plan(
            List.of(
                action(EVENTS, Step.DROP, Verdict.HELD),
                action(GOALS, Step.DROP, Verdict.SKIPPED)));
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.notices()).hasSize(2);
  }

  @Test
  void aProblemIsSomethingToDo() {
    assertThat(new Plan(List.of(action(EVENTS, Step.DROP, Verdict.BLOCKED))).isEmpty()).isFalse();
    assertThat(new Plan(List.of(action(EVENTS, Step.DROP, Verdict.FAULT))).problems()).hasSize(1);
  }

  @Test
  void isCutByStepAndByTable() {
    Plan plan =
        new Plan(
            List.of(action(EVENTS, Step.CREATE, Verdict.DO), action(GOALS, Step.DROP, Verdict.DO)));
    assertThat(plan.forStep(Step.CREATE).tables()).containsExactly(EVENTS);
    assertThat(plan.forTable(GOALS).work()).hasSize(1);
    assertThat(plan.tables()).containsExactly(EVENTS, GOALS);
  }

  @Test
  void locksThatStopApplicationsAreKnown() {
    assertThat(action(EVENTS, Step.DROP, Verdict.DO).stopsApplications()).isTrue();
  }
}
