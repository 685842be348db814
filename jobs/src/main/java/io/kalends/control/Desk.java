package io.kalends.control;

import io.kalends.domain.KalendsException.Overloaded;
import io.kalends.domain.Progress;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's runs are started: so many at once, each with an object graph of its own, exactly
 * that of the command line, so that one that is taken for dead takes no other with it. Told to
 * stop, it begins nothing more and lets every run end after the action at hand.
 */
public final class Desk {

  /** The object graph of one run: its connections, its presence, its stop signal. */
  public interface Bench extends AutoCloseable {
    Launcher launcher();

    /** Lets the run end, STOPPED, after the action at hand. */
    void stop();

    @Override
    void close();
  }

  /** Makes benches. */
  @FunctionalInterface
  public interface Workshop {
    Bench open();
  }

  /** What one run consists of: {@code launcher.runAlone}, as a rule. */
  @FunctionalInterface
  public interface Work {
    RunReport run(Launcher launcher, Consumer<Progress> progress);
  }

  private final Workshop workshop;
  private final int most;
  private final Semaphore free;
  private final Set<Bench> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param most runs at once
   */
  public Desk(Workshop workshop, int most) {
    this.workshop = workshop;
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /**
   * Begins a run and does not wait for it.
   *
   * @throws Overloaded when there are as many as there may be, or the server is about to end
   */
  public Ticket start(RunRequest request) {
    return start(doing(request));
  }

  /** Goes on with what a run left; {@code actor} null: on behalf of who had asked for it. */
  public Ticket restart(long runId, @Nullable String actor) {
    return start(
        (launcher, progress) -> {
          RunRequest request = launcher.requestOf(runId);
          return launcher.runAlone(actor == null ? request : request.by(actor), progress);
        });
  }

  public Ticket start(Work work) {
    refuseWhenStopping();
    if (!free.tryAcquire()) {
      throw new Overloaded(
          "this server is busy with %d runs".formatted(most),
          "try again when one of them has ended: kalends runs list");
    }
    return begin(work);
  }

  /** Waits, as long as it takes, until another run may begin; for a schedule. */
  public Ticket startWhenFree(RunRequest request) throws InterruptedException {
    free.acquire();
    if (stopping) {
      free.release();
    }
    refuseWhenStopping();
    return begin(doing(request));
  }

  /** How many runs there are at the moment. */
  public int running() {
    return most - free.availablePermits();
  }

  /**
   * Begins nothing more, asks every run to stop and waits for them.
   *
   * @return whether all have ended in time
   */
  public boolean stop(Duration grace) {
    stopping = true;
    open.forEach(Bench::stop);
    try {
      return free.tryAcquire(most, grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Work doing(RunRequest request) {
    return (launcher, progress) -> launcher.runAlone(request, progress);
  }

  private void refuseWhenStopping() {
    if (stopping) {
      throw new Overloaded("this server is about to end", "ask another one, or this one later");
    }
  }

  private Ticket begin(Work work) {
    Ticket ticket = new Ticket();
    Thread.ofVirtual().name("kalends-run").start(() -> carryOut(work, ticket));
    return ticket;
  }

  private void carryOut(Work work, Ticket ticket) {
    try {
      RunReport report = onBench(work, ticket);
      ticket.ended(report);
    } catch (Throwable e) { // whoever waits must hear of it, whatever it is
      ticket.failed(e);
    } finally {
      free.release();
    }
  }

  private RunReport onBench(Work work, Ticket ticket) {
    try (Bench bench = workshop.open()) {
      open.add(bench);
      if (stopping) {
        bench.stop();
      }
      try {
        return work.run(bench.launcher(), progress -> tell(ticket, progress));
      } finally {
        open.remove(bench);
      }
    }
  }

  private static void tell(Ticket ticket, Progress progress) {
    if (progress instanceof Progress.Begun begun) {
      ticket.begun(begun.runId());
    }
  }
}
