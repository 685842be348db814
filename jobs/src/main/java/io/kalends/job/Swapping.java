package io.kalends.job;

import io.kalends.domain.InTheWay;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.Outcome;
import io.kalends.domain.Progress;
import io.kalends.domain.TimeSpan;
import io.kalends.postgres.Swaps;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a swap, or another act that needs both tables for itself for a moment: waits until the
 * window is open and nobody is in the way, tries once, and does so again after a pause that grows,
 * until the deadline.
 */
public final class Swapping implements MigrationWork {

  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final String step;
  private final Act act;

  public Swapping(String step, Act act) {
    this.step = step;
    this.act = act;
  }

  /** What is tried once, when nobody is in the way. */
  @FunctionalInterface
  public interface Act {
    void attempt(Swaps swaps, Undertaking undertaking);
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Waiting waiting = undertaking.notes(Waiting.class, () -> new Waiting(undertaking.ticker()));
    Swaps swaps = undertaking.doors().swaps();
    Optional<String> obstacle = obstacle(undertaking);
    if (obstacle.isEmpty()) {
      try {
        act.attempt(swaps, undertaking);
        return true;
      } catch (Busy busy) {
        obstacle = Optional.of(String.valueOf(busy.getMessage()));
      }
    }
    String deadline = undertaking.option("deadline");
    if (waiting.isLongerThan(deadline == null ? DEADLINE : TimeSpan.parse(deadline))) {
      throw new Busy(
          obstacle.get(),
          "nothing was changed. Let them end, or name who may be ended: --end PID; then again");
    }
    undertaking.tell(new Progress.OfMigration(step, "", 0, 0, 0, null, List.of(obstacle.get())));
    waiting.pause();
    return false;
  }

  /** Why it cannot be tried now. Who may be ended, and is in the way, is ended. */
  private static Optional<String> obstacle(Undertaking undertaking) {
    Swaps swaps = undertaking.doors().swaps();
    Optional<String> window = swaps.closedWindow(undertaking.id());
    if (window.isPresent()) {
      return Optional.of("outside of the cut-over's windows (%s)".formatted(window.get()));
    }
    List<InTheWay> waits = swaps.waits(undertaking.id());
    waits.stream()
        .filter(each -> mayEnd(undertaking, each.pid()))
        .filter(each -> swaps.endSession(undertaking.id(), each.pid()))
        .forEach(
            each ->
                undertaking.book(
                    "end session", Outcome.DONE, "pid %d: %s".formatted(each.pid(), each.what())));
    return waits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            waits.stream()
                .map(each -> "pid %d: %s".formatted(each.pid(), each.what()))
                .collect(Collectors.joining("; ")));
  }

  private static boolean mayEnd(Undertaking undertaking, int pid) {
    String named = undertaking.option("end");
    return named != null && Arrays.asList(named.split("[, ]+")).contains(Integer.toString(pid));
  }
}
