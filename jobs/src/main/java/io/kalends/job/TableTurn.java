package io.kalends.job;

import io.kalends.domain.Action;
import io.kalends.domain.Outcome;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Acted;
import io.kalends.postgres.Ledger.Entry;
import io.kalends.postgres.Mandate;
import io.kalends.postgres.Plans;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table's turn in one step: plans, acts on what is new in the plan, plans again, until nothing
 * is new. An action that cannot be done is booked with its reason, once, and does not keep the
 * others of its table from being done.
 */
final class TableTurn {

  private static final Duration PASS = Duration.ofSeconds(1);
  private static final int MOST_CHANGES = 3;
  private static final Set<String> OPENS_MORE = Set.of("drain", "finalize", "catch_all", "audit");

  private final Doors doors;
  private final RunBoard board;
  private final RunParameters run;
  private final Mandate mandate;
  private final Step step;

  /** What was dealt with, by {@link #key}; it is not dealt with again when a later plan has it. */
  private final Set<String> seen = new HashSet<>();

  private final Set<TableName> unfinished = new HashSet<>();
  private final Map<String, Integer> changes = new HashMap<>();
  private final Set<Outcome> outcomes = new HashSet<>();
  private @Nullable Integer drainRows;
  private @Nullable Optional<String> guard;

  /** A whole deadline has been waited for one lock: the table's other locks are tried once. */
  private boolean outOfPatience;

  TableTurn(Doors doors, RunBoard board, RunParameters run, Mandate mandate, Step step) {
    this.doors = doors;
    this.board = board;
    this.run = run;
    this.mandate = mandate;
    this.step = step;
  }

  Mandate mandate() {
    return mandate;
  }

  /** How the actions of this turn have ended so far. */
  Set<Outcome> outcomes() {
    return Set.copyOf(outcomes);
  }

  /**
   * Works for about a second; true when nothing is left. The plan is asked again only after what
   * may have changed it: a slice of the catch-all, a detach that was finished, somebody else.
   */
  boolean pass(StopSignal stop) {
    long start = doors.ticker().nanos();
    Plan plan = plan();
    boolean again = false;
    for (Action action : plan.actions()) {
      if (stop.isAsked() || doors.ticker().since(start).compareTo(PASS) > 0) {
        return false;
      }
      if (seen.contains(key(action))) {
        continue;
      }
      if (!deal(action)) {
        return false;
      }
      again |= OPENS_MORE.contains(action.kind());
    }
    return !again;
  }

  private Plan plan() {
    Integer maxDrops = run.maxDrops();
    if (step == Step.DROP && maxDrops != null) {
      maxDrops = doors.ledger().dropsLeft(mandate, maxDrops);
    }
    return doors
        .plans()
        .plan(
            new Plans.Question(mandate.table(), run.at(), List.of(step), maxDrops, run.full())
                .with(run.overrides())
                .withDrainRows(drainRows));
  }

  /** False when the plan is out of date and has to be asked for again. */
  private boolean deal(Action action) {
    return switch (action.verdict()) {
      case DO -> perform(action);
      case HELD -> book(action, Outcome.HELD, action.blocker());
      case SKIPPED -> book(action, Outcome.SKIPPED, action.blocker());
      case BLOCKED -> book(action, Outcome.REFUSED, action.blocker());
      case FAULT -> book(action, Outcome.FAILED, action.blocker());
    };
  }

  private boolean perform(Action action) {
    if (action.kind().equals("drop") && unfinished.contains(action.subject())) {
      seen.add(key(action));
      return true;
    }
    if (guard().isPresent()) {
      return book(action, Outcome.REFUSED, guard().get());
    }
    Acted acted =
        outOfPatience ? doors.acts().tryOnce(mandate, action) : doors.acts().act(mandate, action);
    board.actionDone();
    return switch (acted.kind()) {
      case DONE -> done(action);
      case CHANGED -> changed(action, acted);
      case TOO_LONG -> tooLong(action, acted);
      case BUSY -> {
        outOfPatience = true;
        yield book(action, Outcome.BUSY, acted);
      }
      case REFUSED -> book(action, Outcome.REFUSED, acted);
      case FAILED -> book(action, Outcome.FAILED, acted);
    };
  }

  /** Why nothing may be dropped; asked once per turn. */
  private Optional<String> guard() {
    if (guard == null) {
      guard = step == Step.DROP ? doors.clock().refusal() : Optional.empty();
    }
    return guard;
  }

  private boolean done(Action action) {
    seen.add(key(action));
    outcomes.add(Outcome.DONE);
    return true;
  }

  private boolean changed(Action action, Acted acted) {
    int times = changes.merge(key(action), 1, Integer::sum);
    return times >= MOST_CHANGES && book(action, Outcome.FAILED, acted);
  }

  /** A slice of the catch-all that keeps writers waiting too long is halved. */
  private boolean tooLong(Action action, Acted acted) {
    if (!action.kind().equals("drain") || action.rowEstimate() <= 1) {
      return book(action, Outcome.BUSY, acted);
    }
    drainRows = Math.toIntExact(Math.max(1, action.rowEstimate() / 2));
    return false;
  }

  private boolean book(Action action, Outcome outcome, Acted acted) {
    return book(action, new Entry(outcome, acted.message(), acted.waitedMs(), acted.heldMs()));
  }

  private boolean book(Action action, Outcome outcome, @Nullable String message) {
    return book(action, Entry.of(outcome, message));
  }

  private boolean book(Action action, Entry entry) {
    seen.add(key(action));
    outcomes.add(entry.outcome());
    if (entry.outcome() != Outcome.SKIPPED) {
      unfinished.add(action.subject());
    }
    doors.ledger().write(mandate, action, entry);
    return true;
  }

  /**
   * The guard on the number of drops is one notice per table, however many partitions it holds; a
   * fault may be what an act on the same subject has found.
   */
  private static String key(Action action) {
    return switch (action.verdict()) {
      case HELD -> "held " + action.kind();
      case FAULT -> "fault " + action.kind() + " " + action.subject();
      default -> action.kind() + " " + action.subject() + " " + action.lower();
    };
  }
}
