package io.kalends.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the way of a lock: a backend, what it runs and how long its transaction is open; pid 0
 * is a prepared transaction, an unknown age that of another role's. {@code holder}: its role,
 * address and application.
 */
public record Blocker(
    int pid,
    @Nullable String query,
    @Nullable String state,
    @Nullable Duration age,
    @Nullable String lockMode,
    @Nullable String holder) {

  /** For people: pid, state, age and the beginning of the query. */
  public String describe() {
    String text = query == null ? "" : query.strip().replaceAll("\\s+", " ").replaceAll(";$", "");
    String shown = text.length() > 120 ? text.substring(0, 117) + "..." : text;
    return "pid %d%s, %s for %s s, holds %s, query: %s"
        .formatted(
            pid,
            holder == null || holder.isEmpty() ? "" : " (" + holder + ")",
            state == null ? "active" : state,
            age == null ? "an unknown number of" : age.toSeconds(),
            lockMode == null ? "a lock" : lockMode,
            shown.isEmpty() ? "none" : shown);
  }

  /** How to get it out of the way, for people who know what it is. */
  public String mend() {
    if (pid == 0) {
      return "End it: COMMIT PREPARED or ROLLBACK PREPARED, then run again";
    }
    return "Let it end or SELECT pg_terminate_backend(%d), then run again".formatted(pid)
        + (age == null ? ". To see its query and age: GRANT pg_read_all_stats to our role" : "");
  }
}
