package io.kalends.postgres;

/**
 * The copy of a migration has to start again: the monolith was rewritten, truncated or altered.
 * KA005, with the reason as the message.
 */
public final class CopyAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CopyAgain(String message) {
    super(message);
  }
}
