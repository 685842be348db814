package io.kalends.protocol;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The breakages of the protocol that are caught by going there on purpose. */
final class Trials {
  private static final String UPDATE = "update \"T\" set v = v + 1 where \"iD\" = 1";

  private Trials() {}

  static List<Trial> ofCopy() {
    return List.of(
        new Trial(
            Mutant.of("no purge", "end_copy", "u WHERE %s'", "u WHERE false AND %s'"),
            Trials::twice),
        new Trial(
            Mutant.of(
                "no epoch check", "fence", "if current_epoch is distinct from epoch", "if false"),
            Trials::epoch),
        new Trial(
            Mutant.of(
                "a phase is changed whatever it was",
                "advance",
                "elsif m.phase <> all (expected)",
                "elsif false"),
            Trials::phase),
        new Trial(
            Mutant.of(
                "a table that was rewritten is copied on",
                "capture_fault",
                "when copying and",
                "when false and"),
            Trials::rewritten),
        new Trial(
            Mutant.of(
                "a column that was added is not noticed",
                "capture_fault",
                "when kalends.table_fingerprint",
                "when false and kalends.table_fingerprint"),
            Trials::added));
  }

  static List<Trial> ofMirror() {
    return List.of(
        new Trial(
            Mutant.of(
                    "the tables are swapped though the mirror is behind",
                    "confirm_swap",
                    "when kalends.mirror_fault(m.id) is not null",
                    "when false")
                .and(
                    "confirm_locked",
                    "if kalends.mirror_fault(confirm_locked.id) is not null",
                    "if false"),
            Trials::behind),
        new Trial(
            Mutant.of(
                "a snapshot older than the mirror may write",
                "mirror_text",
                "and not pg_visible_in_snapshot",
                "and false and not pg_visible_in_snapshot"),
            Trials::older),
        new Trial(
            Mutant.of(
                "a mirror that failed logs nothing",
                "mirror_branch",
                "SELECT r.*, sqlerrm FROM (%3$s) r(%4$s);",
                "SELECT r.*, sqlerrm FROM (%3$s) r(%4$s) WHERE false;"),
            Trials::failed),
        new Trial(
            Mutant.of(
                "a mirror hides that it could not be serialized",
                "mirror_branch",
                "if sqlstate like '40%%'",
                "if false"),
            Trials::hidden));
  }

  static List<Trial> ofVerification() {
    return List.of(
        new Trial(
            Mutant.of(
                "a verification does not look into the log",
                "write_checks",
                "coalesce(unequal, kalends.mirror_fault(id))",
                "unequal"),
            Trials::blind),
        new Trial(
            Mutant.of(
                "a comparison only counts", "compare_side", "sum(%3$s) AS hash", "sum(0) AS hash"),
            Trials::counted));
  }

  private static List<String> epoch(Ground ground, Course course) throws SQLException {
    ground.execute(
        "insert into kalends.lease (table_schema, table_name, epoch, owner) values ('public', 'T',"
            + " 7, 'me') on conflict (table_schema, table_name) do update set epoch = 7");
    return expect("KA001", course.refusal("select kalends.fence('public', 'T', 6)"));
  }

  private static List<String> phase(Ground ground, Course course) throws SQLException {
    course.to("copied");
    return expect(
        "KA002",
        course.refusal(
            "select kalends.advance(%d, '{capturing}', 'indexed')".formatted(course.id())));
  }

  /** A row that has been copied moves to where it is copied again. */
  private static List<String> twice(Ground ground, Course course) throws SQLException {
    ground.execute("delete from \"T\" where \"iD\" = 5");
    ground.execute("vacuum \"T\"");
    course.to("capturing");
    course.value("select copied from kalends.copy_range(%d, 1, 1)".formatted(course.id()));
    ground.execute(UPDATE);
    course.copy();
    List<String> wrong = expect("2", course.value("select count(*) from n_new where \"iD\" = 1"));
    course.value("select kalends.end_copy(%d)".formatted(course.id()));
    wrong.addAll(expect("0", course.value("select count(*) from n_new where \"iD\" = 1")));
    return wrong;
  }

  private static List<String> rewritten(Ground ground, Course course) throws SQLException {
    course.to("capturing");
    course.value("select copied from kalends.copy_range(%d, 1, 1)".formatted(course.id()));
    ground.execute("delete from \"T\" where \"iD\" = 1");
    ground.execute("vacuum full \"T\"");
    return expect(
        "KA005", course.refusal("select kalends.copy_range(%d, 2, 1)".formatted(course.id())));
  }

  private static List<String> added(Ground ground, Course course) throws SQLException {
    course.to("capturing");
    ground.execute("alter table \"T\" add column extra text");
    List<String> wrong =
        expect(
            "KA005", course.refusal("select kalends.copy_range(%d, 1, 1)".formatted(course.id())));
    course.value("select kalends.restart_copy(%d, 'a column was added')".formatted(course.id()));
    ground.execute("update \"T\" set extra = 'x' where \"iD\" = 2");
    course.to("verified");
    wrong.addAll(expect("1", course.value("select count(*) from n_new where extra = 'x'")));
    return wrong;
  }

  private static List<String> older(Ground ground, Course course) throws SQLException {
    course.to("indexed");
    ground.execute(UPDATE);
    List<String> wrong = new ArrayList<>();
    try (Connection old = ground.session();
        Statement statement = old.createStatement()) {
      statement.execute("begin isolation level repeatable read; select 1");
      course.to("mirroring");
      wrong.addAll(expect("40001", refusal(statement, UPDATE.replace("= 1", "= 3"))));
      statement.execute("rollback");
    }
    wrong.addAll(ground.differences());
    return wrong;
  }

  private static List<String> failed(Ground ground, Course course) throws SQLException {
    course.to("mirroring");
    ground.execute("alter table n_new add constraint small check (v < 5)");
    List<String> wrong = expect("none", course.refusal("update \"T\" set v = 9 where \"iD\" < 3"));
    wrong.addAll(expect("2", course.value("select kalends.log_length(%d)".formatted(course.id()))));
    wrong.addAll(
        course.fault().contains("violates check constraint") ? List.of() : List.of(course.fault()));
    ground.execute("alter table n_new drop constraint small");
    course.value("select kalends.drain_capture(%d)".formatted(course.id()));
    wrong.addAll(ground.differences());
    wrong.addAll(expect("", course.fault()));
    return wrong;
  }

  private static List<String> hidden(Ground ground, Course course) throws SQLException {
    course.to("mirroring");
    List<String> wrong = new ArrayList<>();
    try (Connection session = ground.session();
        Statement statement = session.createStatement()) {
      statement.execute("begin isolation level repeatable read; select 1");
      ground.execute("update n_new set v = v where \"iD\" = 1");
      wrong.addAll(expect("40001", refusal(statement, UPDATE)));
      statement.execute("rollback");
    }
    return wrong;
  }

  private static List<String> blind(Ground ground, Course course) throws SQLException {
    course.to("mirroring");
    ground.execute(
        "insert into kalends.capture_%d (k1, k2, why) values (1, '2025-01-01', 'test')"
            .formatted(course.id()));
    List<String> wrong = course.verify() ? new ArrayList<>(List.of("verified")) : new ArrayList<>();
    wrong.addAll(expect("mirroring", course.phase()));
    course.value("select kalends.drain_capture(%d)".formatted(course.id()));
    wrong.addAll(expect("true", "" + course.verify()));
    return wrong;
  }

  private static List<String> behind(Ground ground, Course course) throws SQLException {
    course.to("verified");
    ground.execute(
        "insert into kalends.capture_%d (k1, k2, why) values (1, '2025-01-01', 'test')"
            .formatted(course.id()));
    for (String statement :
        course.rows("select unnest(kalends.before_swap_statements(%d))".formatted(course.id()))) {
      course.execute(statement);
    }
    return expect(
        "KA002", course.refusal("select kalends.swap(%d, 'verified')".formatted(course.id())));
  }

  private static List<String> counted(Ground ground, Course course) throws SQLException {
    course.to("verified");
    ground.execute("update n_new set v = v + 1 where \"iD\" = 1");
    List<String> wrong = expect("false", "" + course.verify());
    wrong.addAll(expect("mirroring", course.phase()));
    return wrong;
  }

  private static String refusal(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static List<String> expect(String expected, String found) {
    return new ArrayList<>(
        expected.equals(found) ? List.of() : List.of("%s, not %s".formatted(found, expected)));
  }
}
