package io.kalends.postgres;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.NotAdmitted;
import io.kalends.domain.KalendsException.Unreachable;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says of a connection that was not made, or broke: our sentence before its own.
 */
final class ConnectionErrors {
  private ConnectionErrors() {}

  /** Of a connection that was not made, or was lost: not admitted, or not reached. */
  static KalendsException translate(SQLException e) {
    if (isTls(e)) {
      return tls(e);
    }
    return isUnanswered(e) ? unanswered(e) : unreachable(e);
  }

  private static Unreachable unreachable(SQLException e) {
    return new Unreachable(
        sentence(e),
        "check that the server runs and that the URL is right, then start again: a run goes on"
            + " where it ended",
        e);
  }

  private static String sentence(SQLException e) {
    UnknownHostException host = cause(e, UnknownHostException.class);
    if (host != null) {
      return "there is no host called " + host.getMessage();
    }
    if (cause(e, ConnectException.class) != null) {
      return "no server answers: " + plain(e);
    }
    if (cause(e, SocketTimeoutException.class) != null) {
      return "the server does not answer in time: " + plain(e);
    }
    return Errors.state(e).startsWith("57P")
        ? "the server starts, stops, or has ended the connection: " + plain(e)
        : "the connection to the server broke: " + plain(e);
  }

  /** The certificate was not accepted, or there is none to compare it with. */
  /** The driver's state for an authentication that it cannot answer: mostly, no password. */
  private static boolean isUnanswered(SQLException e) {
    return "08004".equals(Errors.state(e));
  }

  private static NotAdmitted unanswered(SQLException e) {
    return new NotAdmitted(
        "the server asks for an authentication that was not given: " + plain(e),
        "give the password in PGPASSWORD, PGPASSFILE, ~/.pgpass or the URL",
        e);
  }

  private static boolean isTls(SQLException e) {
    return Errors.state(e).startsWith("08")
        && (cause(e, SSLException.class) != null
            || cause(e, GeneralSecurityException.class) != null
            || String.valueOf(e.getMessage()).matches("(?s).*(SSL|hostnameverifier).*"));
  }

  private static NotAdmitted tls(SQLException e) {
    return new NotAdmitted(
        "no encrypted connection that can be trusted: " + plain(e),
        "check PGSSLMODE and PGSSLROOTCERT (sslmode and sslrootcert of the URL): the file has to"
            + " hold the authority that signed the server's certificate, and that has to name the"
            + " host",
        e);
  }

  /** Without names of classes, and without the full stop that another sentence would follow. */
  private static String plain(SQLException e) {
    return Errors.message(e).replaceAll("\\b(?:[a-z]+\\.)+[A-Z]\\w*: ", "").replaceAll("\\.$", "");
  }

  private static <T extends Throwable> @Nullable T cause(SQLException e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
