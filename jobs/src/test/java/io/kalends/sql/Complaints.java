package io.kalends.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a role may not do of that which a run does. */
final class Complaints {
  private Complaints() {}

  /** What each step of a run asks of the database, leases and bookkeeping included; rolled back. */
  private static List<String> everyStep(String steps) {
    List<String> sql = new ArrayList<>();
    sql.add("select kalends.beat('me', 'here')");
    sql.add("select kalends.mark_seen()");
    sql.add("select granted from kalends.take_lease('app', 't', 'me', '30 seconds')");
    sql.add("select kalends.settle_intents('app', 't', 1)");
    sql.add(
        "select kalends.settle_intent(kalends.note_intent(null, 'x', 1, 'app', 't', 'vacuum',"
            + " 'app', 't_now', null, null, 'VACUUM'))");
    sql.add(
        "select kalends.write_ledger(1, 'x', 'app', 't', 'create', 'app', 't', null, null, 1, 1, 1,"
            + " 1, 'done', null, 1)");
    sql.add(
        "select verdict, blocker from kalends.plan_maintenance(null, now(), '%s')"
            .formatted(steps));
    sql.add(
        "select status, message from kalends.perform(null, now(), array_remove('%s'::text[], 'vacuum'), '{}', false)"
            .formatted(steps));
    sql.add("select kalends.release_lease('app', 't', 1)");
    sql.add("select * from kalends.health()");
    sql.add("select * from kalends.probe_queries()");
    sql.add("select * from kalends.list_partitions()");
    sql.add("select * from kalends.run_summary(1)");
    sql.add("select * from kalends.blockers('app.t')");
    sql.add("select kalends.request_job('vacuum', '{}')");
    sql.add("select * from kalends.claim_request('me', '30 seconds')");
    sql.add("select kalends.finish_request(1, 'me', 'done', 1, null)");
    if (steps.contains("drop") && steps.contains("record")) {
      sql.add("select kalends.prune_history(90)");
    }
    sql.add("select kalends.version(), fingerprint from kalends.installation");
    sql.add(
        "with x as (delete from kalends.process where owner = 'me' returning 1) select count(*)"
            + " from x");
    return sql;
  }

  /** The complaints of one run; everything it did is rolled back. */
  static List<String> of(Session session, List<String> statements) {
    List<String> complaints = new ArrayList<>();
    session.run("begin");
    for (String sql : statements) {
      session.run("savepoint s");
      try {
        session.rows(sql).stream()
            .filter(
                row ->
                    row.startsWith("fault|")
                        || row.startsWith("blocked|")
                        || row.startsWith("failed|"))
            .forEach(complaints::add);
      } catch (IllegalStateException e) {
        complaints.add(e.getCause().getMessage());
        session.run("rollback to savepoint s");
      }
    }
    session.run("rollback");
    return complaints;
  }

  /** Those of all steps in a session of the role. */
  static List<String> of(Roles roles, String role, String steps) {
    try (Session session = roles.as(role)) {
      return of(session, steps);
    } catch (SQLException | IllegalStateException e) {
      return List.of(e.getMessage());
    }
  }

  static List<String> of(Session session, String steps) {
    List<String> complaints = new ArrayList<>(of(session, everyStep(steps)));
    complaints.addAll(of(session, batch()));
    session
        .rows(
            "select detail || ': ' || mend from kalends.doctor() where finding ="
                + " 'rights_statistics'")
        .forEach(complaints::add);
    return complaints;
  }

  /** What Spring Batch does to its tables. */
  private static List<String> batch() {
    List<String> sql = new ArrayList<>();
    for (String table :
        List.of(
            "job_instance",
            "job_execution",
            "job_execution_params",
            "job_execution_context",
            "step_execution",
            "step_execution_context")) {
      String key =
          table.startsWith("job_instance")
              ? "job_instance_id"
              : table.startsWith("job") ? "job_execution_id" : "step_execution_id";
      sql.add(
          "with x as (insert into kalends.batch_%1$s select * from kalends.batch_%1$s where false returning 1) select count(*) from x"
              .formatted(table));
      sql.add(
          "with x as (update kalends.batch_%1$s set %2$s = %2$s where false returning 1) select count(*) from x"
              .formatted(table, key));
      sql.add(
          "with x as (delete from kalends.batch_%1$s where false returning 1) select count(*) from x"
              .formatted(table));
    }
    for (String sequence : List.of("job_instance_seq", "job_execution_seq", "step_execution_seq")) {
      sql.add("select nextval('kalends.batch_%s')".formatted(sequence));
    }
    return sql;
  }

  /** What sql/roles.sql gives for runs of the maintenance, but for functions. */
  static List<String> grantsThatARunNeeds(Roles roles) {
    List<String> grants = new ArrayList<>(roles.grants("kalends"));
    grants.remove("USAGE on schema kalends"); // everyone has it, for the sake of insert views
    grants.remove("CREATE on schema kalends");
    String others = "migration|throttle|schedule|tick|qrtz_|token|idempotency";
    grants.removeIf(grant -> grant.matches(".* kalends\\.(" + others + ").*"));
    grants.removeIf(grant -> grant.matches("(INSERT|DELETE) .* kalends\\.partition_config"));
    return grants;
  }

  /** Revokes a grant for a moment and runs every step; the grant, if no error names its object. */
  static List<String> missingFromRefusals(Roles roles, String grant) {
    roles.installer.run("revoke %s from kalends".formatted(grant));
    List<String> complaints = of(roles, "kalends", "{create,analyze,vacuum,drop,record}");
    roles.installer.run("grant %s to kalends".formatted(grant));
    String object = grant.replaceAll(".* (on|table|schema|sequence) ", "").replaceAll("^.*\\.", "");
    return complaints.stream().anyMatch(complaint -> complaint.contains(object))
        ? List.of()
        : List.of(grant + " → " + complaints);
  }
}
