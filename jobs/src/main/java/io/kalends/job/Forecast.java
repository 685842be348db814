package io.kalends.job;

import io.kalends.domain.KalendsException;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.postgres.Plans;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The plan of a whole run, asked for while Spring Batch starts: one question per step, all at once.
 * It holds for as long as the run has done nothing; a run with nothing to do needs no other.
 */
public final class Forecast {

  private final Map<Step, FutureTask<Plan>> plans = new EnumMap<>(Step.class);

  private Forecast() {}

  /** Begins to ask; the answers are waited for when they are needed. */
  public static Forecast ask(Plans plans, RunParameters run) {
    Forecast forecast = new Forecast();
    for (Step step : run.job().steps()) {
      FutureTask<Plan> question = new FutureTask<>(() -> plans.plan(run.question(step)));
      forecast.plans.put(step, question);
      Thread.ofVirtual().name("kalends-forecast-" + step.text()).start(question);
    }
    return forecast;
  }

  /** Nothing to do and nothing wrong, in any step. */
  public boolean isEmpty() {
    return List.copyOf(plans.keySet()).stream().allMatch(step -> of(step).isEmpty());
  }

  Plan of(Step step) {
    FutureTask<Plan> question = plans.get(step);
    if (question == null) {
      return Plan.EMPTY;
    }
    try {
      return question.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KalendsException known) {
        throw known;
      }
      throw new IllegalStateException("the plan of step " + step.text() + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the plan", e);
    }
  }
}
