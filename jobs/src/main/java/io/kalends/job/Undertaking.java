package io.kalends.job;

import io.kalends.domain.Migration;
import io.kalends.domain.Outcome;
import io.kalends.domain.Progress;
import io.kalends.domain.Ticker;
import io.kalends.postgres.Ledger.Deed;
import io.kalends.postgres.Ledger.Entry;
import io.kalends.postgres.Mandate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A migration that a run works on: the lease of its table from the first step to the last, and what
 * the steps and their workers have to know of each other. What must outlive the process is in the
 * database, not here.
 */
public final class Undertaking implements AutoCloseable {

  private final Doors doors;
  private final RunBoard board;
  private final StopSignal stop;
  private final RunParameters run;
  private final Mandate mandate;
  private final long id;
  private final Map<Class<?>, Object> notes = new HashMap<>();
  private final Set<String> steps = ConcurrentHashMap.newKeySet();
  private volatile boolean paused;

  Undertaking(Doors doors, Outside outside, RunParameters run, Mandate mandate, long id) {
    this.doors = doors;
    this.board = outside.board();
    this.stop = outside.stop();
    this.run = run;
    this.mandate = mandate;
    this.id = id;
  }

  /** Who watches the run, and who may end it. */
  record Outside(RunBoard board, StopSignal stop) {}

  public MigrationDoors doors() {
    return doors.migrations();
  }

  /** What the steps wait and measure their turns by. */
  public Ticker ticker() {
    return doors.ticker();
  }

  public Mandate mandate() {
    return mandate;
  }

  public long id() {
    return id;
  }

  /** An option of the job as it was started. */
  public @Nullable String option(String name) {
    return run.options().get(name);
  }

  /** The migration as it is in the database now. */
  public Migration now() {
    return doors().book().read(id);
  }

  /** Somebody has asked the run to end. */
  public boolean isStopped() {
    return stop.isAsked();
  }

  /** The migration was paused: the run ends, and the next start goes on. */
  public boolean isPaused() {
    return paused;
  }

  /** Looks whether somebody has paused the migration; from then on it is for this run. */
  public boolean lookForPause() {
    paused = paused || now().paused();
    return paused;
  }

  void done(String step) {
    steps.add(step);
  }

  /** Has this step been done in this run? */
  public boolean hasDone(String step) {
    return steps.contains(step);
  }

  /** What one kind of step keeps for itself and its workers while this run lasts. */
  public synchronized <T> T notes(Class<T> kind, Supplier<T> fresh) {
    Object found = notes.get(kind);
    if (found == null) {
      found = fresh.get(); // may make notes of its own
      notes.put(kind, found);
    }
    return kind.cast(found);
  }

  /** The next step of this kind begins with a clean sheet. */
  public synchronized void forget(Class<?> kind) {
    if (notes.remove(kind) instanceof Closing closing) {
      closing.close();
    }
  }

  public void tell(Progress.OfMigration progress) {
    board.tell(progress);
  }

  /** Books what was done over many transactions, as one line. */
  public void book(String action, long rows, @Nullable String message) {
    doors
        .ledger()
        .write(mandate, new Deed(action, null, null, rows), Entry.of(Outcome.DONE, message));
  }

  /** Books what was not done. */
  public void book(String action, Outcome outcome, String message) {
    doors.ledger().write(mandate, Deed.of(action), Entry.of(outcome, message));
  }

  /** Gives the lease back; what the steps have kept is closed. */
  @Override
  public synchronized void close() {
    for (Object note : notes.values()) {
      if (note instanceof Closing closing) {
        closing.close();
      }
    }
    doors.leases().release(mandate);
  }

  /** A note that has to be closed in the end. */
  public interface Closing {
    void close();
  }
}
