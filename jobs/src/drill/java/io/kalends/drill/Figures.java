package io.kalends.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was done to how many processes, and how long the next start took each time. */
final class Figures {

  /** What was done to the program, and how long the next start took. */
  record Restart(String what, long tookMs) {}

  private final List<Restart> restarts = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> kills = new ConcurrentHashMap<>();
  private final Map<String, Object> facts = Collections.synchronizedMap(new LinkedHashMap<>());
  private final long start = System.nanoTime();
  private final PrintStream out;

  Figures(PrintStream out) {
    this.out = out;
  }

  void add(String what, long tookMs) {
    restarts.add(new Restart(what, tookMs));
  }

  /** So many processes were ended, or a server under them. */
  void kills(String what, int number) {
    kills.merge(what, number, Integer::sum);
  }

  /** A line for who waits. */
  synchronized void say(String line) {
    out.printf("%5d s  %s%n", seconds(), line);
  }

  /** A figure of its own. */
  void fact(String name, Object value) {
    facts.put(name, value);
  }

  long seconds() {
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  /** A line per kind of disturbance: how many, and median and worst time of the next start. */
  void print() {
    facts.put("seconds", seconds());
    facts.put("kills", kills.values().stream().mapToInt(Integer::intValue).sum());
    out.printf("%n%-30s %6s %6s %14s %9s%n", "", "kills", "rounds", "next start ms", "worst ms");
    byKind()
        .forEach(
            (what, times) ->
                out.printf(
                    "%-30s %6s %6d %14d %9d%n",
                    what,
                    kills.getOrDefault(what, 0),
                    times.size(),
                    times.get(times.size() / 2),
                    times.getLast()));
    facts.forEach((name, value) -> out.printf("%-36s %s%n", name, value));
  }

  void write(Path file) {
    Map<String, Object> document = new LinkedHashMap<>(facts);
    Map<String, Object> kinds = new LinkedHashMap<>();
    byKind()
        .forEach(
            (what, times) ->
                kinds.put(
                    what,
                    Map.of(
                        "kills", kills.getOrDefault(what, 0),
                        "rounds", times.size(),
                        "next_start_ms", times)));
    document.put("rounds", kinds);
    try {
      Files.writeString(
          file,
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, List<Long>> byKind() {
    Map<String, List<Long>> kinds = new LinkedHashMap<>();
    for (Restart restart : List.copyOf(restarts)) {
      kinds.computeIfAbsent(restart.what(), what -> new ArrayList<>()).add(restart.tookMs());
    }
    kinds.values().forEach(Collections::sort);
    return kinds;
  }
}
