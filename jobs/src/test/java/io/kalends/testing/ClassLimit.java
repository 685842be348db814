package io.kalends.testing;

import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Sets Awaitility's default timeout, and fails a test class that takes more than 20 seconds, or 60
 * if it is tagged {@code slow}. The limit is multiplied by the number of parallel classes per core
 * and by {@link Calibration#slowness()}; before a class fails, the machine is measured once more
 * and the limit multiplied by that too. Classes tagged {@code sweep}, {@code timing} or {@code
 * drill} have no limit. JUnit finds this extension by META-INF/services.
 */
public final class ClassLimit implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(ClassLimit.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SLOW = Duration.ofSeconds(60);
  private static final Set<String> WITHOUT_LIMIT = Set.of("sweep", "timing", "drill");
  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  /** Ends a wait that hangs. No test asserts it. */
  private static final Duration AWAIT_TIMEOUT = Duration.ofMinutes(2);

  static {
    Awaitility.setDefaultTimeout(AWAIT_TIMEOUT);
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
    double limit = limit(context.getTags()) * Calibration.slowness() * classesPerCore(context);
    if (seconds > limit) {
      limit *= Calibration.measure();
    }
    if (seconds > limit) {
      throw new AssertionError(message(context.getRequiredTestClass(), seconds, limit));
    }
  }

  /** Seconds, on the reference machine with one class per core. */
  static double limit(Set<String> tags) {
    if (tags.stream().anyMatch(WITHOUT_LIMIT::contains)) {
      return Double.POSITIVE_INFINITY;
    }
    return (tags.contains("slow") ? SLOW : LIMIT).toSeconds();
  }

  static String message(Class<?> test, double seconds, double limit) {
    return "%s took %.1f s, the limit is %.1f s: make it faster, tag it slow, sweep or timing, or split it"
        .formatted(test.getName(), seconds, limit);
  }

  /** Parallel test classes per processor, at least 1. */
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
