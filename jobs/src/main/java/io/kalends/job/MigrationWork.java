package io.kalends.job;

import io.kalends.domain.KalendsException;

/** One kind of work of a migration. */
@FunctionalInterface
public interface MigrationWork {

  /**
   * Does one bounded pass; between two of them the step may be stopped.
   *
   * @param lane which of the workers this is, from 0 on
   * @return true when nothing is left
   * @throws KalendsException when it cannot go on
   */
  boolean pass(Undertaking undertaking, int lane);
}
