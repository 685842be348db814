package io.kalends.control;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong or will be: what it is, where, and what to do about it. {@code subject}
 * is a table, a partition, a right or null for the database as a whole; {@code runbook} names the
 * page and section of docs/runbook.
 */
public record Finding(
    Severity severity,
    String code,
    @Nullable String subject,
    String message,
    String mend,
    @Nullable String runbook) {

  /** How soon somebody has to look: now, this week, whenever. */
  public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    static Severity parse(String text) {
      return switch (text) {
        case "critical", "error" -> CRITICAL;
        case "warning", "warn" -> WARNING;
        default -> INFO;
      };
    }
  }

  /** Information alone keeps everything green. */
  public boolean matters() {
    return severity != Severity.INFO;
  }
}
