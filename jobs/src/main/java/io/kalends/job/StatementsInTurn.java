package io.kalends.job;

import io.kalends.postgres.Swaps;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Statements of a swap that can be carried out beside it, each a transaction of its own. */
public final class StatementsInTurn implements MigrationWork {

  private final Question question;

  public StatementsInTurn(Question question) {
    this.question = question;
  }

  /** Which statements are there to be carried out? What was done already is not among them. */
  @FunctionalInterface
  public interface Question {
    List<String> ask(Swaps swaps, long migration);
  }

  /** What is left to be done in this step. */
  private static final class Left {
    private final Deque<String> statements;

    Left(List<String> statements) {
      this.statements = new ArrayDeque<>(statements);
    }
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Swaps swaps = undertaking.doors().swaps();
    Left left =
        undertaking.notes(Left.class, () -> new Left(question.ask(swaps, undertaking.id())));
    String next = left.statements.peek();
    if (next != null) {
      swaps.execute(undertaking.mandate(), next);
      left.statements.remove();
    }
    if (!left.statements.isEmpty()) {
      return false;
    }
    undertaking.forget(Left.class);
    return true;
  }
}
