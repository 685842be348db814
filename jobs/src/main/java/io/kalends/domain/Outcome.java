package io.kalends.domain;

import java.util.Locale;

/** How one act ended: the word that stands in the ledger. */
public enum Outcome {
  DONE,
  FAILED,
  BUSY,
  REFUSED,
  HELD,
  SKIPPED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The run is not green because of it. */
  public boolean isProblem() {
    return this == FAILED || this == BUSY || this == REFUSED;
  }

  public static Outcome parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
