package io.kalends.testing;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints how far the test run is and how long it will still take, and at the end its slowest
 * classes. JUnit finds this listener by META-INF/services.
 */
public final class ClassDurations implements TestExecutionListener {
  private static final int PRINTED = Integer.getInteger("durations.printed", 10);
  private static final int STEPS = 20;

  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final Map<String, Double> seconds = new ConcurrentHashMap<>();
  private final Map<TestExecutionResult.Status, LongAdder> results = new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder();
  private long start;
  private long classes;
  private long step;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    start = System.nanoTime();
    classes = plan.countTestIdentifiers(ClassDurations::isClass);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (isClass(test)) {
      started.put(test.getUniqueId(), System.nanoTime());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Long begin = started.remove(test.getUniqueId());
    if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
      results.computeIfAbsent(result.getStatus(), key -> new LongAdder()).increment();
    }
    if (begin != null) {
      seconds.put(test.getLegacyReportingName(), (System.nanoTime() - begin) / 1e9);
      sayHowFar();
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.increment();
  }

  private synchronized void sayHowFar() {
    long done = seconds.size();
    if (classes > STEPS && done * STEPS / classes > step) {
      step = done * STEPS / classes;
      System.out.printf(
          "%d of %d classes in %.0f s, about %.0f s left%n",
          done, classes, elapsed(), elapsed() / done * (classes - done));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    System.out.printf(
        "%d classes in %.0f s, the machine %.1f times slower than the reference. The slowest:%n",
        seconds.size(), elapsed(), Calibration.slowness());
    seconds.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(PRINTED)
        .forEach(each -> System.out.printf("%7.1f s  %s%n", each.getValue(), each.getKey()));
    System.out.printf(
        "%d passed, %d failed, %d skipped%n",
        number(TestExecutionResult.Status.SUCCESSFUL),
        number(TestExecutionResult.Status.FAILED),
        number(TestExecutionResult.Status.ABORTED) + skipped.sum());
  }

  private long number(TestExecutionResult.Status status) {
    return results.getOrDefault(status, new LongAdder()).sum();
  }

  private double elapsed() {
    return (System.nanoTime() - start) / 1e9;
  }

  private static boolean isClass(TestIdentifier test) {
    return test.isContainer() && test.getSource().filter(ClassSource.class::isInstance).isPresent();
  }
}
