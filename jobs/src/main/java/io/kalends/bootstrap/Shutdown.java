package io.kalends.bootstrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM: the run is asked to stop, and the process goes on until it has stopped and said so, at
 * most as long as its grace; the JVM then ends with 143. Our own hook, because Batch's races Spring
 * Boot's.
 */
final class Shutdown {

  /** For a command; a server has a setting. */
  static final Duration GRACE = Duration.ofSeconds(55);

  private static final CountDownLatch DONE = new CountDownLatch(1);

  private Shutdown() {}

  /** From now on a signal calls {@code stop}; the answer takes that back, once the run is over. */
  static Runnable onSignal(Runnable stop, Duration grace) {
    var hook = new Thread(() -> await(stop, grace), "kalends-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> forget(hook);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is going down, and the hook waits for the program's last word.
      return;
    }
  }

  /** The program has said its last word: nothing is to be waited for any more. */
  static void done() {
    DONE.countDown();
  }

  private static void await(Runnable stop, Duration grace) {
    stop.run();
    try {
      if (!DONE.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(143);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
