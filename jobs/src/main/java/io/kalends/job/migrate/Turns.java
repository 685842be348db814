package io.kalends.job.migrate;

import io.kalends.job.Undertaking;

/** The throttle of a run: all its workers ask the same one. */
final class Turns implements Undertaking.Closing {

  private final Throttle throttle;

  private Turns(Throttle throttle) {
    this.throttle = throttle;
  }

  static Throttle of(Undertaking undertaking) {
    return undertaking.notes(
            Turns.class,
            () ->
                new Turns(
                    Throttle.of(
                        undertaking.doors().throttles(), undertaking.id(), undertaking.ticker())))
        .throttle;
  }

  @Override
  public void close() {
    throttle.close();
  }
}
