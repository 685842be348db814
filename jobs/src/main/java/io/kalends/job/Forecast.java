package io.kalends.job;

import io.kalends.domain.KalendsException;
import io.kalends.domain.Outcome;
import io.kalends.domain.Plan;
import io.kalends.domain.RunReport;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.Verdict;
import io.kalends.postgres.Plans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a whole run, asked for while Spring Batch starts: all steps in one question, because
 * a session of its own for each takes the processor longer than it saves. It holds for as long as
 * the run has done nothing; a run with nothing to do needs no other.
 */
public final class Forecast {

  private final FutureTask<Plan> question;

  private Forecast(FutureTask<Plan> question) {
    this.question = question;
  }

  /** Begins to ask; the answer is waited for when it is needed. */
  public static Forecast ask(Plans plans, RunParameters run) {
    var steps = run.job().steps();
    var question =
        new FutureTask<>(() -> steps.isEmpty() ? Plan.EMPTY : plans.plan(run.question(steps)));
    Thread.ofVirtual().name("kalends-forecast").start(question);
    return new Forecast(question);
  }

  /** Nothing to do and nothing wrong, in any step. */
  public boolean isEmpty() {
    return plan().isEmpty();
  }

  /** What a guard holds back until a person has looked, each reason once. */
  public List<RunReport.Line> held() {
    record Reason(TableName table, String kind, @Nullable String text) {}
    return plan().actions().stream()
        .filter(action -> action.verdict() == Verdict.HELD)
        .collect(
            Collectors.groupingBy(
                action -> new Reason(action.table(), action.kind(), action.blocker()),
                LinkedHashMap::new,
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            each -> {
              Reason of = each.getKey();
              return new RunReport.Line(
                  of.table(), of.kind(), Outcome.HELD, each.getValue(), 0, 0, of.text());
            })
        .toList();
  }

  Plan of(Step step) {
    return plan().forStep(step);
  }

  private Plan plan() {
    try {
      return question.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KalendsException known) {
        throw known;
      }
      throw new IllegalStateException("the plan of the run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the plan", e);
    }
  }
}
