package io.kalends.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong or will be: {@code finding} is its name, {@code subject} a table,
 * partition, role or null for the database as a whole, {@code mend} what to do about it, {@code
 * runbook} the page that tells more.
 */
public record Finding(
    Severity severity,
    String finding,
    @Nullable String subject,
    String detail,
    String mend,
    String runbook) {

  /** How soon somebody has to look: now, this week, whenever. */
  public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    static Severity parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Information alone keeps everything green. */
  public boolean matters() {
    return severity != Severity.INFO;
  }
}
