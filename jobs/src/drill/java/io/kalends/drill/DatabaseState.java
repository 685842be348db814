package io.kalends.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * The state of a database after a run: what must be as after an undisturbed run, and what must not
 * be there at all.
 *
 * @param catalogue every table with its bound, constraints and indexes
 * @param rows how many rows each managed table shows
 * @param acts what the ledger tells as done, each act as often as it tells it; finishing a detach
 *     that was interrupted is no act of the plan, so it is not among them
 */
record DatabaseState(List<String> catalogue, List<String> rows, List<String> acts) {

  private static final String CATALOGUE =
      """
      select n.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid),
             (select i.inhparent::regclass || case when i.inhdetachpending then ' pending' else '' end from pg_inherits i where i.inhrelid = c.oid),
             (select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' order by k.conname, pg_get_constraintdef(k.oid)) from pg_constraint k where k.conrelid = c.oid),
             (select string_agg(x.indexrelid::regclass::text || ' ' || pg_get_indexdef(x.indexrelid), ', ' order by x.indexrelid::regclass::text) from pg_index x where x.indrelid = c.oid)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'Drill Schema')
      union all
      select 'booked', d.partition_name, d.parent_table, (d.drop_after is null)::text, null, null from kalends.detached_partition d
      union all
      select 'recorded', m.partition_name, m.parent_table, null, null, null from kalends.partition_metadata m
      order by 1, 2, 3\
      """;

  private static final String ROWS =
      """
      select t.relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', t.oid::regclass), true, true, '')))[1]::text
      from pg_class t where t.relkind = 'p' order by 1\
      """;

  private static final String ACTS =
      """
      select table_schema, table_name, action, target, count(*) from kalends.ledger
      where outcome = 'done' and action in (%s)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4\
      """;

  private static final String MAINTENANCE = "'create', 'catch_all', 'drain', 'detach', 'drop'";

  /** What nobody may find after a run that ended with 0, each as a query that has no rows. */
  private static final List<String> NEVER =
      List.of(
          "select 'run', job_execution_id, status from kalends.batch_job_execution where end_time"
              + " is null or status not in ('COMPLETED', 'FAILED', 'STOPPED')",
          "select 'step', step_execution_id, status from kalends.batch_step_execution where"
              + " end_time is null or status not in ('COMPLETED', 'FAILED', 'STOPPED')",
          "select 'instance without a run', job_instance_id from kalends.batch_job_instance i where"
              + " not exists (select from kalends.batch_job_execution e where e.job_instance_id ="
              + " i.job_instance_id)",
          "select 'lease held', table_name, owner from kalends.lease where owner is not null",
          "select 'intent', table_name, action, target from kalends.intent",
          "select 'pending', inhrelid::regclass from pg_inherits where inhdetachpending",
          "select 'planned still', table_name, action, target, verdict from"
              + " kalends.plan_maintenance(null, now(), '{create,drop}') where verdict"
              + " not in ('skipped', 'held')",
          "select 'finalized twice', table_name, target from kalends.ledger where outcome = 'done'"
              + " and action = 'finalize' group by 1, 2, 3 having count(*) > 1",
          "select 'a problem', table_name, action, outcome, message from kalends.ledger where"
              + " outcome in ('failed', 'refused', 'busy')",
          "select 'epochs interleave', table_name, id from (select *, lag(epoch) over (partition by"
              + " table_schema, table_name order by id) as before from kalends.ledger where epoch"
              + " is not null) l where epoch < before");

  static DatabaseState of(RoundDatabase target) {
    return new DatabaseState(
        target.rows(CATALOGUE), target.rows(ROWS), target.rows(ACTS.formatted(MAINTENANCE)));
  }

  /** Likewise for a run of the job {@code vacuum}. */
  static DatabaseState ofVacuum(RoundDatabase target) {
    return new DatabaseState(List.of(), target.rows(ROWS), target.rows(ACTS.formatted("'vacuum'")));
  }

  void mustEqual(DatabaseState reference) {
    differ("catalogue", catalogue, reference.catalogue);
    differ("rows", rows, reference.rows);
    differ("acts of the ledger", acts, reference.acts);
  }

  /** Nothing half done is left. */
  static void mustBeClean(RoundDatabase target) {
    List<String> found = new ArrayList<>();
    NEVER.forEach(query -> found.addAll(target.rows(query)));
    Violation.unless(found.isEmpty(), "left over: %s", found);
  }

  private static void differ(String what, List<String> is, List<String> ought) {
    List<String> missing = new ArrayList<>(ought);
    is.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(is);
    ought.forEach(surplus::remove);
    Violation.unless(
        missing.isEmpty() && surplus.isEmpty(),
        "%s: missing %s, surplus %s",
        what,
        missing,
        surplus);
  }
}
