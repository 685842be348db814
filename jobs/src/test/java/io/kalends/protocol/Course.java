package io.kalends.protocol;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A migration that is driven by its SQL functions over one session, phase by phase. */
final class Course {
  private static final List<String> PHASES =
      List.of("planned", "prepared", "capturing", "copied", "indexed", "mirroring", "verified");

  private final Connection connection;
  private final long id;

  private Course(Connection connection, long id) {
    this.connection = connection;
    this.id = id;
  }

  /** Plans a migration; options as JSON. */
  static Course plan(Connection connection, String source, String options) throws SQLException {
    String id =
        value(
            connection, "select kalends.new_migration($$%s$$, $$%s$$)".formatted(source, options));
    return new Course(connection, Long.parseLong(id));
  }

  static Course of(Connection connection, long id) {
    return new Course(connection, id);
  }

  long id() {
    return id;
  }

  String phase() throws SQLException {
    return value("select phase from kalends.migration where id = " + id);
  }

  /** Goes on to this phase. */
  void to(String phase) throws SQLException {
    while (PHASES.indexOf(phase()) < PHASES.indexOf(phase)) {
      step();
    }
  }

  private void step() throws SQLException {
    switch (phase()) {
      case "planned" -> value("select kalends.prepare_migration(%d)".formatted(id));
      case "prepared" -> value("select kalends.capture_migration(%d)".formatted(id));
      case "capturing" -> {
        copy();
        value("select kalends.end_copy(%d)".formatted(id));
      }
      case "copied" -> index();
      case "indexed" -> value("select kalends.start_mirror(%d)".formatted(id));
      case "mirroring" -> verify();
      default -> throw new IllegalStateException("no way on from " + phase());
    }
  }

  /** Copies what is left, block by block. */
  void copy() throws SQLException {
    for (String stripe :
        rows(
            "select stripe from kalends.migration_stripe where migration_id = %d and not finished"
                .formatted(id))) {
      while (value("select finished from kalends.copy_range(%d, %s, 1)".formatted(id, stripe))
          .equals("f")) {
        Thread.onSpinWait();
      }
    }
  }

  private void index() throws SQLException {
    for (String statement :
        rows("select statement from kalends.index_statements(%d)".formatted(id))) {
      execute(statement);
    }
    value("select kalends.end_index(%d)".formatted(id));
    for (String statement : rows("select unnest(kalends.analyze_statements(%d))".formatted(id))) {
      execute(statement);
    }
  }

  /** Compares, and notes what was found; true when old and new are equal. */
  boolean verify() throws SQLException {
    return value(
            "select kalends.note_verification(%1$d, (select coalesce(jsonb_agg(c), '[]') from kalends.compare(%1$d) c), 1)"
                .formatted(id))
        .equals("t");
  }

  /** Why old and new may differ, or the empty string. */
  String fault() throws SQLException {
    return value("select coalesce(kalends.mirror_fault(%d), '')".formatted(id));
  }

  List<String> unequal() throws SQLException {
    return rows(
        "select partition_name from kalends.compare(%d) where old_rows <> new_rows or old_hash <> new_hash"
            .formatted(id));
  }

  String value(String sql) throws SQLException {
    return value(connection, sql);
  }

  private static String value(Connection connection, String sql) throws SQLException {
    return rows(connection, sql).getFirst();
  }

  List<String> rows(String sql) throws SQLException {
    return rows(connection, sql);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(String.valueOf(result.getString(1)));
      }
      return rows;
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The SQLSTATE with which a statement is refused, or "none". */
  String refusal(String sql) {
    try {
      execute(sql);
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
