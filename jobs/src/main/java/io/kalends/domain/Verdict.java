package io.kalends.domain;

import java.util.Locale;

/** What the plan says about an action before anything is touched. */
public enum Verdict {
  /** To be done now. */
  DO,
  /** Kept back by a guard (the most drops per run): a notice. */
  HELD,
  /** Refused with a reason: the run is not green. */
  BLOCKED,
  /** The table has never been there: a notice. */
  SKIPPED,
  /** The table cannot be used: gone, column gone, bad zone, no rights. The run is not green. */
  FAULT;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Verdict parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
