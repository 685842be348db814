package io.kalends.drill;

/** Something that must never be was found; the message says what, and how to repeat it. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }

  static void unless(boolean right, String message, Object... values) {
    if (!right) {
      throw new Violation(message.formatted(values));
    }
  }
}
