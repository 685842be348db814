package io.kalends.job;

import io.kalends.domain.Phase;
import java.util.function.Predicate;
import org.springframework.batch.core.step.Step;

/** A step of a migration's job, and when it is due: the first that is due is the next. */
public record MigrationStep(Step step, Predicate<Undertaking> due) {

  /** Due in this phase: the step leads out of it. */
  public static MigrationStep at(Phase phase, Step step) {
    return new MigrationStep(step, undertaking -> undertaking.now().phase() == phase);
  }

  /** Due in this phase, once in a run. */
  public static MigrationStep once(Phase phase, Step step) {
    return new MigrationStep(
        step,
        undertaking -> !undertaking.hasDone(step.getName()) && undertaking.now().phase() == phase);
  }
}
