package io.kalends.postgres;

import org.jspecify.annotations.Nullable;

/**
 * What became of one action.
 *
 * @param message for all but {@code DONE}: cause and mend
 * @param waitedMs from the first look to the statement that succeeded
 * @param heldMs from the first statement of the successful transaction to its commit
 */
public record Acted(Kind kind, @Nullable String message, long waitedMs, long heldMs) {

  /** The ways in which an action ends. */
  public enum Kind {
    DONE,
    /** The lock budget was spent; the message names the blocker. */
    BUSY,
    /** A last look refused it. */
    REFUSED,
    /** The relation changed under us: plan again. */
    CHANGED,
    /** It took longer than an application may wait; in smaller portions it may succeed. */
    TOO_LONG,
    FAILED
  }

  static Acted done(long waitedMs, long heldMs) {
    return new Acted(Kind.DONE, null, waitedMs, heldMs);
  }

  static Acted not(Kind kind, String message, long waitedMs) {
    return new Acted(kind, message, waitedMs, 0);
  }
}
