package io.kalends.domain;

import java.util.Locale;

/** How an action's statements are wrapped. */
public enum TransactionMode {
  /** All statements in one transaction. */
  ONE,
  /** One transaction per statement; the plan finds out by itself how far it went. */
  EACH,
  /**
   * Outside any transaction (DETACH CONCURRENTLY, VACUUM), between an intent and its settlement.
   */
  NONE;

  public static TransactionMode parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
