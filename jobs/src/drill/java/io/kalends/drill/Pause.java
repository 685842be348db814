package io.kalends.drill;

/** Waits a while. */
final class Pause {
  private Pause() {}

  static void of(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
