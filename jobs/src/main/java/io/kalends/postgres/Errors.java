package io.kalends.postgres;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.domain.KalendsException.NotAdmitted;
import io.kalends.domain.KalendsException.Refused;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an SQLSTATE means: to try again, to plan again, or which of our exceptions it is. */
final class Errors {

  /** lock_not_available, deadlock_detected, serialization_failure. */
  private static final Set<String> RETRY = Set.of("55P03", "40P01", "40001");

  /** duplicate_table, undefined_table, invalid_object_definition: the relation changed under us. */
  private static final Set<String> CHANGED = Set.of("42P07", "42P01", "42P17");

  private static final String CHECK_HINT =
      "correct the rows that break the CHECK; where row-level security hides rows of the catch-all"
          + " from this role, give it BYPASSRLS or take FORCE ROW LEVEL SECURITY from the"
          + " catch-all, then start again";

  private Errors() {}

  static boolean isRetryable(SQLException e) {
    return RETRY.contains(state(e));
  }

  /** statement_timeout, which we set ourselves, or somebody's pg_cancel_backend. */
  static boolean isCancelled(SQLException e) {
    return "57014".equals(state(e));
  }

  /** object_not_in_prerequisite_state: another detach of the table is pending. */
  static boolean isPending(SQLException e) {
    return "55000".equals(state(e));
  }

  /**
   * The relation is not as it was planned. Where another session creates one of the same name at
   * the same moment, the second waits for the first and then gets unique_violation of a system
   * catalog.
   */
  static boolean isChanged(SQLException e) {
    ServerErrorMessage server = server(e);
    boolean inCatalog = server != null && "pg_catalog".equals(server.getSchema());
    return CHANGED.contains(state(e)) || (inCatalog && "23505".equals(state(e)));
  }

  static boolean isFenced(SQLException e) {
    return "KA001".equals(state(e));
  }

  /** A last look of ours said no. */
  static boolean isRefused(SQLException e) {
    return "KA002".equals(state(e));
  }

  /** The pool closes a connection that the driver calls broken; who still uses it hears of that. */
  static boolean isLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("57P")
        || (state.isEmpty() && "Connection is closed".equals(e.getMessage()));
  }

  static KalendsException translate(String doing, SQLException thrown) {
    SQLException e = behindThePool(thrown);
    String state = state(e);
    if (isLost(e)) {
      return ConnectionErrors.translate(e);
    }
    boolean complete = state.startsWith("KA") || state.matches("28...|3D000|3F000");
    String message = complete ? message(e) : doing + ": " + sentence(state) + ": " + message(e);
    return switch (state) {
      case "28P01", "28000", "3D000" ->
          new NotAdmitted(message, hint(e, "check user, password and database of the URL"), e);
      case "3F000" -> new Misconfigured(message, hint(e, "install with: kalends install"), e);
      case "42883", "42P01" ->
          message.matches("(?s).*[ \"]kalends\\..*")
              ? new Misconfigured(message, "install or upgrade with: kalends install", e)
              : new Failed(message, hint(e, "look at the statement above"), e);
      case "KA001", "55P03" -> new Busy(message, hint(e, "try again when the other one is done"));
      case "KA002" ->
          new Refused(
              message, hint(e, "nothing was changed: put right what it names, then start again"));
      case "KA004" ->
          new KalendsException.NotFound(
              message, hint(e, "kalends adopt --dry-run shows the partitioned tables"));
      case "KA003" -> new KalendsException.BadInput(message, hint(e, "correct the value"));
      case "25006" ->
          new Misconfigured(
              message,
              "connect to the primary, or set default_transaction_read_only off: kalends doctor"
                  + " says which",
              e);
      case "42501" -> new Failed(message, hint(e, "grant it as in sql/roles.sql"), e);
      case "23514" -> new Failed(message, CHECK_HINT, e);
      default -> new Failed(message, hint(e, "see the server's message, then start again"), e);
    };
  }

  /** What the server's message is about, in our words, by SQLSTATE. */
  private static String sentence(String state) {
    return switch (state) {
      case "23514" ->
          "rows break a CHECK, or lie in the catch-all where row-level security hides them";
      case "23505" -> "a key is there twice";
      case "23503" -> "a foreign key stands against it";
      case "42501" -> "a right is missing";
      case "53100", "58030" -> "the server cannot write to its disk";
      case "53200" -> "the server has no memory left";
      case "53300" -> "the server takes no more connections";
      case "57014" -> "it was cancelled, by a time-out or by somebody";
      case "55P03" -> "a lock was not to be had in time";
      case "40001", "40P01" -> "another transaction was in the way";
      case "25006" -> "transactions are read-only here";
      case "P0001" -> "a trigger, an event trigger or a function raised an error";
      case "0A000" -> "PostgreSQL does not support it";
      default ->
          switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "the connection failed";
            case "22" -> "a value is not valid";
            case "23" -> "a constraint stands against it";
            case "2B", "55" -> "an object is in use, or not in the state that is needed";
            case "42" -> "an object is not there, or not what was expected";
            case "53", "54" -> "the server is at a limit";
            case "57" -> "somebody intervened at the server";
            default -> "PostgreSQL refused it";
          };
    };
  }

  /** The pool says that it has no connection to give; its cause says why. */
  private static SQLException behindThePool(SQLException e) {
    return e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException why
        ? why
        : e;
  }

  /** The server's words: message and detail, without the driver's decoration. */
  static String message(SQLException e) {
    ServerErrorMessage server = server(e);
    if (server == null || server.getMessage() == null) {
      return String.valueOf(e.getMessage());
    }
    String detail = server.getDetail();
    return server.getMessage() + (detail == null ? "" : " (" + detail + ")");
  }

  static String hint(SQLException e, String otherwise) {
    ServerErrorMessage server = server(e);
    String hint = server == null ? null : server.getHint();
    return hint == null ? otherwise : hint;
  }

  private static @Nullable ServerErrorMessage server(SQLException e) {
    return e instanceof PSQLException known ? known.getServerErrorMessage() : null;
  }

  static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
