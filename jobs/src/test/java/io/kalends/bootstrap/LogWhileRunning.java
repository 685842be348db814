package io.kalends.bootstrap;

import io.kalends.testing.Background;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that runs the maintenance twice while another of its threads logs: the lines are
 * numbered, so that one sees which are missing.
 */
public final class LogWhileRunning {
  private static final Logger LOG = LoggerFactory.getLogger(LogWhileRunning.class);
  private static final Logger LIBRARY = LoggerFactory.getLogger("some.Library");

  private LogWhileRunning() {}

  public static void main(String[] url) {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> other = Background.run(() -> logUntil(over));
    for (int i = 0; i < 2; i++) {
      System.out.println(Program.at(url[0]).run("run", "maintenance"));
    }
    over.set(true);
    other.join();
    System.exit(0);
  }

  private static void logUntil(AtomicBoolean over) {
    int number = 0;
    while (!over.get()) {
      LOG.info("line {}", number++);
      LIBRARY.warn("line {}", number++);
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    LOG.info("of {}", number);
  }
}
