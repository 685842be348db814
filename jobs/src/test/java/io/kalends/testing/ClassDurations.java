package io.kalends.testing;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Measures every test class, prints the ten slowest at the end, and fails a class that takes more
 * than 20 seconds and is not tagged. JUnit finds it by META-INF/services. The limit is multiplied
 * by {@link Calibration#slowness}.
 */
public final class ClassDurations implements BeforeAllCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ClassDurations.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int PRINTED = 10;

  /** Lives as long as the test run; JUnit closes it at the end. */
  private static final class Durations implements AutoCloseable {
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();
    private final double slowness = Calibration.slowness();
    private final long start = System.nanoTime();

    @Override
    public void close() {
      System.out.printf(
          "%d classes in %.0f s (sum %.0f s), slowness %.2f; the slowest:%n",
          seconds.size(),
          (System.nanoTime() - start) / 1e9,
          seconds.values().stream().mapToDouble(Double::doubleValue).sum(),
          slowness);
      seconds.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .limit(Integer.getInteger("durations.printed", PRINTED))
          .forEach(each -> System.out.printf("%7.1f s  %s%n", each.getValue(), each.getKey()));
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    durations(context);
    context.getStore(NAMESPACE).put("start", System.nanoTime());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Durations durations = durations(context);
    long start = context.getStore(NAMESPACE).get("start", Long.class);
    double seconds = (System.nanoTime() - start) / 1e9;
    String name = context.getRequiredTestClass().getName();
    durations.seconds.put(name, seconds);
    double limit = LIMIT.toSeconds() * durations.slowness;
    if (seconds > limit && context.getTags().isEmpty()) {
      throw new AssertionError(
          "%s took %.1f s, and the limit is %.0f s: make it faster, or tag it as sweep or timing"
              .formatted(name, seconds, limit));
    }
  }

  private static Durations durations(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("durations", key -> new Durations(), Durations.class);
  }
}
