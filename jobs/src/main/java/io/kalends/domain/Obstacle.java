package io.kalends.domain;

import org.jspecify.annotations.Nullable;

/** What stands in the way of a migration: the kind, what it is about, why, and what to do. */
public record Obstacle(String kind, @Nullable String subject, String reason, String mend) {

  /** For people: subject, reason and mend in one line. */
  public String describe() {
    return (subject == null ? "" : subject + ": ") + Sentences.join(reason, mend);
  }
}
