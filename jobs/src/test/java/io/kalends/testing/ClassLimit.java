package io.kalends.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Lets conditions be waited for as long as a busy machine may need, and fails a test class that
 * takes more than 20 seconds by the clock, or 60 if it is tagged {@code slow}, times the number of
 * classes per core, times how slow the machine is at the start or then ({@link Calibration}). JUnit
 * finds this extension by META-INF/services.
 */
public final class ClassLimit implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(ClassLimit.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SLOW = Duration.ofSeconds(60);
  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  /** Only ends what hangs; no test is about it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Calibration.slowness();
    context.getStore(NAMESPACE).put("start", System.nanoTime());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    long start = context.getStore(NAMESPACE).get("start", Long.class);
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration most = context.getTags().contains("slow") ? SLOW : LIMIT;
    boolean elsewhere = !context.getTags().isEmpty() && !context.getTags().contains("slow");
    double limit = most.toSeconds() * Calibration.slowness() * classesPerCore(context);
    if (seconds > limit && !elsewhere && seconds > limit * Calibration.measure()) {
      throw new AssertionError(
          "%s took %.1f s, and the limit is %.0f s: make it faster, tag it slow, or move it to"
              + " sweep or"
              + " timing".formatted(context.getRequiredTestClass().getName(), seconds, limit));
    }
  }

  /** How much longer a class takes since others run on the same cores; at least 1. */
  private static double classesPerCore(ExtensionContext context) {
    boolean parallel =
        context.getConfigurationParameter(PARALLEL + "enabled", Boolean::valueOf).orElse(false);
    int classes =
        context
            .getConfigurationParameter(PARALLEL + "config.fixed.parallelism", Integer::valueOf)
            .orElse(1);
    return parallel
        ? Math.max(1, (double) classes / Runtime.getRuntime().availableProcessors())
        : 1;
  }
}
