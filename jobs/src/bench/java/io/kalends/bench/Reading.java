package io.kalends.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A figure, and what it may be at most; NaN where no limit was set. */
record Reading(String what, String unit, double value, double limit) {

  boolean isKept() {
    return Double.isNaN(limit) || value <= limit;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-66s %10.2f %8s %s",
        what + (unit.isEmpty() ? "" : ", " + unit),
        value,
        Double.isNaN(limit) ? "-" : "%.2f".formatted(limit),
        isKept() ? "" : "  too much");
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"what\": \"%s\", \"unit\": \"%s\", \"value\": %.4f, \"limit\": %s}",
        what,
        unit,
        value,
        Double.isNaN(limit) ? "null" : Double.toString(limit));
  }

  /** Prints all, writes them to a file as JSON, and says whether every limit was kept. */
  static boolean report(List<Reading> readings, String facts, Path file) throws IOException {
    System.out.println();
    readings.forEach(reading -> System.out.println(reading.line()));
    String head =
        "{%s, \"processors\": %d, \"figures\": [%n  "
            .formatted(facts, Runtime.getRuntime().availableProcessors());
    Files.writeString(
        file,
        readings.stream().map(Reading::json).collect(Collectors.joining(",\n  ", head, "\n]}\n")));
    return readings.stream().allMatch(Reading::isKept);
  }
}
