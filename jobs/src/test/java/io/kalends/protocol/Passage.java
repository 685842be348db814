package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A migration of table t beside an application that writes: what cannot be had now is tried again.
 */
final class Passage {
  private static final Set<String> AGAIN = Set.of("55P03", "40001", "40P01", "KA006");
  private static final long TIMEOUT_NANOS = 180_000_000_000L;

  private final Application application;
  private final Course course;

  Passage(Connection connection, Application application) throws SQLException {
    this.application = application;
    this.course =
        Course.plan(
            connection,
            "t",
            "{\"by\":\"at\",\"every\":\"month\",\"widen\":\"note:text\",\"future\":\"1\"}");
    course.execute("set lock_timeout = '1s'");
  }

  /** From planned to verified. */
  void migrate() throws Exception {
    course.to("prepared");
    application.work(20);
    patiently("select kalends.capture_migration(%d)");
    boolean indexed = false;
    while (!course.phase().equals("verified")) {
      try {
        switch (course.phase()) {
          case "capturing" -> {
            course.copy();
            application.work(20);
            course.to("copied");
          }
          case "indexed" -> {
            application.work(indexed ? 0 : 20);
            indexed = true;
            patiently("select kalends.drain_capture(%d, 50)");
            patiently("select kalends.drain_capture(%d)");
            patiently("select kalends.start_mirror(%d)");
            application.work(60);
          }
          case "mirroring" -> mend();
          default -> course.to("indexed");
        }
      } catch (SQLException e) {
        if (!"KA005".equals(e.getSQLState())) {
          throw e;
        }
        patiently("select kalends.restart_copy(%d, 'test')");
      }
    }
    compare();
  }

  /** What a mirror that failed has logged is brought over; nothing else may be the matter. */
  private void mend() throws Exception {
    patiently("select kalends.drain_capture(%d)");
    course.verify();
    assertThat(course.unequal()).isEmpty();
  }

  /** The two tables change places; the application goes on. */
  void swap(String from) throws Exception {
    for (String statement :
        course.rows("select unnest(kalends.before_swap_statements(%d))".formatted(course.id()))) {
      patiently(statement);
    }
    String swap = "select kalends.swap(%d, '%s')".formatted(course.id(), from);
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    String state = course.refusal(swap);
    while (!state.equals("none")
        && System.nanoTime() < deadline
        && application.failures().isEmpty()) {
      assertThat(state).isIn("55P03", "40P01", "KA002");
      patiently("select kalends.drain_capture(%d)");
      course.verify();
      state = course.refusal(swap);
    }
    assertThat(state).isEqualTo("none");
    for (String statement :
        course.rows("select unnest(kalends.after_swap_statements(%d))".formatted(course.id()))) {
      patiently(statement);
    }
    patiently("select kalends.drain_capture(%d)");
    if (!from.equals("verified")) {
      course.to("verified");
    }
    compare();
  }

  /** In one snapshot, row by row. */
  void compare() throws SQLException {
    List<String> tables =
        course.rows(
            "select x::regclass from kalends.migration m, unnest(array[m.source_oid, m.shadow_oid])"
                + " x where m.id = "
                + course.id());
    for (String table : tables) {
      String here = "select id, at, v, note::text, n from " + table;
      String oracle = "select id, at, v, note::text, n from oracle";
      assertThat(
              course.rows(
                  "select 'missing: ' || left(o::text, 90) from (%1$s except all %2$s) o union all select 'too much: ' || left(o::text, 90) from (%2$s except all %1$s) o"
                      .formatted(oracle, here)))
          .as(table + " beside the oracle")
          .isEmpty();
    }
  }

  private void patiently(String sql) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (true) {
      try {
        course.execute(sql.contains("%d") ? sql.formatted(course.id()) : sql);
        return;
      } catch (SQLException e) {
        if (!AGAIN.contains(e.getSQLState()) || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }
}
