package io.kalends.postgres;

import io.kalends.domain.KalendsException;
import java.sql.SQLException;

/** What Spring throws when the server went away under it, put into our words. */
public final class LostConnection {

  private LostConnection() {}

  /**
   * The exception to throw for {@code e}: what of ours it is about, unreachable if a connection was
   * lost, else itself.
   */
  public static RuntimeException orElse(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof KalendsException known) {
        return known;
      }
      if (cause instanceof SQLException lost && Errors.isLost(lost)) {
        return Errors.translate("the run", lost);
      }
    }
    return e;
  }
}
