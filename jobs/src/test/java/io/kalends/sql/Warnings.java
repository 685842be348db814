package io.kalends.sql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The warnings that the server gives while it runs a script; psql's own commands are left out. */
final class Warnings {
  private Warnings() {}

  static List<String> of(Session session, String script) throws SQLException {
    List<String> warnings = new ArrayList<>();
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(script.replaceAll("(?m)^\\\\.*$", ""));
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        if (w.getSQLState().startsWith("01")) {
          warnings.add(w.getMessage());
        }
      }
    }
    return warnings;
  }
}
