package io.kalends.bootstrap;

import io.kalends.job.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM: the run is asked to stop, and the process goes on until it has stopped and said so, at
 * most a minute; the JVM then ends with 143. Our own hook, because Batch's races Spring Boot's.
 */
final class Shutdown {

  private static final long GRACE_SECONDS = 55;
  private static final CountDownLatch DONE = new CountDownLatch(1);

  private Shutdown() {}

  /** From now on a signal asks {@code stop}; the answer takes that back, once the run is over. */
  static Runnable onSignal(StopSignal stop) {
    var hook = new Thread(() -> await(stop), "kalends-shutdown");
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

  private static void await(StopSignal stop) {
    stop.ask();
    try {
      if (!DONE.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(143);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
