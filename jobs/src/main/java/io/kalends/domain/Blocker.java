package io.kalends.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who is in the way of a lock: a backend, what it runs and how long its transaction is open. */
public record Blocker(
    int pid,
    @Nullable String query,
    @Nullable String state,
    Duration age,
    @Nullable String lockMode,
    @Nullable String application) {

  /** For people: pid, state, age and the beginning of the query. */
  public String describe() {
    String text = query == null ? "" : query.strip().replaceAll("\\s+", " ").replaceAll(";$", "");
    String shown = text.length() > 120 ? text.substring(0, 117) + "..." : text;
    return "pid %d%s, %s for %d s, holds %s, query: %s"
        .formatted(
            pid,
            application == null || application.isEmpty() ? "" : " (" + application + ")",
            state == null ? "active" : state,
            age.toSeconds(),
            lockMode == null ? "a lock" : lockMode,
            shown.isEmpty() ? "none" : shown);
  }
}
