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

  static void onSignal(StopSignal stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stop), "kalends-shutdown"));
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
