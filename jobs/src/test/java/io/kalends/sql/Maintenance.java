package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

/** A whole run from SQL: every step, and what must be true after it. */
final class Maintenance {
  static final String STEPS = "'{create,analyze,drop,record}'";

  private Maintenance() {}

  /** Every row of what was done: table|action|partition|status|message. */
  static List<String> perform(Session session, String overrides) {
    return session.rows(
        "select table_name, action, partition_name, status, message from kalends.perform(null, now(), %s, '%s', false)"
            .formatted(STEPS, overrides));
  }

  static List<String> perform(Session session) {
    return perform(session, "{}");
  }

  /** Does all there is to do, and finds that nothing failed and nothing is left to do. */
  static void completes(Session session) {
    assertThat(perform(session))
        .allMatch(row -> row.matches("([^|]*[|]){3}(done|held)[|].*"), "is done");
    vacuum(session);
    session.flushStatistics();
    // the statistics of one transaction reach another's plan a moment later
    await()
        .untilAsserted(
            () -> {
              perform(session);
              assertThat(plan(session)).allMatch(row -> row.contains("|held|"));
            });
    leavesNoGap(session);
  }

  static List<String> plan(Session session) {
    return session.rows(
        "select table_name, action, target, verdict, coalesce(blocker, reason) from"
            + " kalends.plan_maintenance()");
  }

  private static void vacuum(Session session) {
    session
        .rows(
            "select unnest(statements) from kalends.plan_maintenance(steps => '{vacuum}') where"
                + " verdict = 'do'")
        .forEach(session::run);
  }

  /** From the present period to the horizon every instant has a partition. */
  private static void leavesNoGap(Session session) {
    assertThat(
            session.rows(
                """
                select m.parent_name, tstzmultirange(tstzrange(m.present, m.horizon)) - range_agg(tstzrange(b.lower_bound, b.upper_bound))
                from kalends.managed_tables(null, now(), '{}') m join kalends.partition_bounds() b on b.parent_oid = m.parent
                where not b.is_default
                group by m.parent_name, m.present, m.horizon
                having not tstzmultirange(tstzrange(m.present, m.horizon)) <@ range_agg(tstzrange(b.lower_bound, b.upper_bound))
                """))
        .isEmpty();
  }
}
