package io.kalends.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One line of the table. {@code theirs} is empty where pg_partman has no like, {@code limit} is NaN
 * where no limit was set.
 */
record Figure(String what, String unit, double[] ours, double[] theirs, double limit) {

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  boolean isKept() {
    return Double.isNaN(limit) || median(ours) <= limit;
  }

  String line() {
    boolean alone = theirs.length == 0;
    return String.format(
        Locale.ROOT,
        "%-58s %9.2f %11s %9s %8s %s",
        what + ", " + unit,
        median(ours),
        alone ? "-" : "%.2f".formatted(median(theirs)),
        alone ? "-" : "%.2f".formatted(median(ours) / median(theirs)),
        Double.isNaN(limit) ? "-" : "%.2f".formatted(limit),
        isKept() ? "" : "  too much");
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        "%-58s %9s %11s %9s %8s",
        "median of all rounds",
        "Kalends",
        "pg_partman",
        "of theirs",
        "limit");
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"what\": \"%s\", \"unit\": \"%s\", \"kalends\": %s, \"pg_partman\": %s, \"limit\": %s}",
        what,
        unit,
        list(ours),
        list(theirs),
        Double.isNaN(limit) ? "null" : Double.toString(limit));
  }

  private static String list(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%.3f", value))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
