package io.kalends.postgres;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Named instants at which a drill kills this process as {@code kill -9} would: before and after
 * each commit and each statement outside transactions. {@code
 * KALENDS_FAILPOINT=detach.after_statement:3} dies at the third time, with {@code :3:STOP} it is
 * paused there until somebody continues it; without the variable a hit does nothing.
 */
public final class Failpoint {

  private static final List<String> COMMITTED =
      List.of("create", "drain", "catch_all", "finalize", "detach", "drop", "analyze", "record");
  private static final List<String> OUTSIDE = List.of("detach", "vacuum");
  private static final List<String> OTHERS =
      List.of(
          "launch.locked",
          "launch.recovered",
          "launch.started",
          "launch.finished",
          "lease.taken",
          "lease.settled",
          "lease.released");

  private static final List<String> OF_A_MIGRATION =
      List.of(
          "migrate.plan",
          "migrate.prepare",
          "migrate.capture",
          "migrate.copy",
          "migrate.restart",
          "migrate.purge",
          "migrate.index",
          "migrate.analyze",
          "migrate.adopt",
          "migrate.drain",
          "migrate.mirror",
          "migrate.verify",
          "migrate.repair",
          "cutover.beside",
          "cutover.swap",
          "rollback.beside",
          "rollback.swap",
          "rollback.give_up",
          "retire.audit",
          "retire.retire");

  private static final @Nullable Failpoint ARMED = read(System.getenv("KALENDS_FAILPOINT"));

  private final String name;
  private final AtomicInteger left;
  private final String signal;

  private Failpoint(String name, int hits, String signal) {
    this.name = name;
    this.left = new AtomicInteger(hits);
    this.signal = signal;
  }

  /** Dies here, or pauses, when this failpoint is armed and its number is reached. */
  public static void hit(String name) {
    if (ARMED != null && ARMED.name.equals(name) && ARMED.left.decrementAndGet() == 0) {
      ARMED.signal();
    }
  }

  /** Every name that a migration hits, for its drill. */
  public static List<String> namesOfAMigration() {
    return OF_A_MIGRATION.stream()
        .flatMap(a -> Stream.of(a + ".before_commit", a + ".after_commit"))
        .toList();
  }

  /** Every name that the nightly run and the vacuum hit, for their drill. */
  public static List<String> names() {
    return Stream.of(
            COMMITTED.stream().flatMap(a -> Stream.of(a + ".before_commit", a + ".after_commit")),
            OUTSIDE.stream()
                .flatMap(
                    a ->
                        Stream.of(a + ".before_statement", a + ".after_statement", a + ".settled")),
            OTHERS.stream())
        .flatMap(names -> names)
        .toList();
  }

  private static @Nullable Failpoint read(@Nullable String setting) {
    if (setting == null || setting.isBlank()) {
      return null;
    }
    String[] parts = setting.split(":", -1);
    return new Failpoint(
        parts[0],
        parts.length > 1 ? Integer.parseInt(parts[1]) : 1,
        parts.length > 2 ? parts[2] : "KILL");
  }

  private void signal() {
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(137);
    }
  }
}
