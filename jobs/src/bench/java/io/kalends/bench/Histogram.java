package io.kalends.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Latencies in milliseconds, each counted from when the work was due; drawn as text. */
final class Histogram {

  private static final double[] BOUNDS = {
    0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000, Double.POSITIVE_INFINITY
  };
  private static final int WIDTH = 50;

  private final double[] sorted;

  Histogram(double... latencies) {
    sorted = latencies.clone();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /** So many of a hundred took this long at most. */
  double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  double worst() {
    return percentile(100);
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%,d transactions, median %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.0f ms",
        count(),
        percentile(50),
        percentile(95),
        percentile(99),
        worst());
  }

  /** One line for each range of latencies; the bars are logarithmic, so that one stall is seen. */
  List<String> draw() {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      int to = from;
      while (to < sorted.length && sorted[to] <= BOUNDS[i]) {
        to++;
      }
      int many = to - from;
      if (many > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %10s %8d %7.3f %% %s",
                label(i),
                many,
                100.0 * many / sorted.length,
                "#".repeat(bar(many))));
      }
      from = to;
    }
    return lines;
  }

  private static String label(int bound) {
    return Double.isInfinite(BOUNDS[bound])
        ? "> %.0f ms".formatted(BOUNDS[bound - 1])
        : String.format(
            Locale.ROOT, "<= %s ms", BOUNDS[bound] < 1 ? "0.5" : "%.0f".formatted(BOUNDS[bound]));
  }

  private int bar(int many) {
    double share = Math.log1p(many) / Math.log1p(sorted.length);
    return Math.max(1, (int) Math.round(WIDTH * share));
  }
}
