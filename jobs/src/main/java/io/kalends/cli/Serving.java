package io.kalends.cli;

/** A server that answers, until it is asked to stop or closed. */
public interface Serving extends AutoCloseable {

  /** As in {@code http://127.0.0.1:3001}. */
  String url();

  /** Returns when the process is asked to end. */
  void awaitStop();

  /**
   * Begins nothing more, lets running batches end after the action at hand, answers who waits.
   *
   * @return whether all of that was done within the grace period
   */
  boolean stop();

  @Override
  void close();
}
