package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of earlier runs, and what a long history costs. */
@Tag("slow")
class HistoryIT {
  private static final List<String> BOOKS =
      List.of(
          "batch_job_instance",
          "batch_job_execution",
          "batch_job_execution_params",
          "batch_job_execution_context",
          "batch_step_execution",
          "batch_step_execution_context",
          "request",
          "tick",
          "query_probe",
          "ledger");

  /** Nights of runs over 300 tables, the oldest so many days ago. */
  private static final String NIGHTS =
      """
      insert into kalends.batch_job_instance select -n, 0, 'maintenance', md5('night ' || n) from generate_series(1, 60) n;
      insert into kalends.batch_job_execution (job_execution_id, version, job_instance_id, create_time, start_time, end_time, status)
        select -n, 2, -n, t, t, t + interval '1 minute', 'COMPLETED' from generate_series(1, 60) n, lateral (select (now() at time zone 'UTC') - make_interval(days => %1$d - n) as t) x;
      insert into kalends.batch_job_execution_params select -n, 'identity', 'java.lang.String', 'night ' || n, 'Y' from generate_series(1, 60) n;
      insert into kalends.batch_job_execution_context select -n, '{}', null from generate_series(1, 60) n;
      insert into kalends.batch_step_execution (step_execution_id, version, step_name, job_execution_id, create_time, start_time, end_time, status)
        select -(n * 2000 + s * 310 + t), 1, step || case when t > 0 then ':public.old_' || t else '' end, -n, e.create_time, e.create_time, e.end_time, 'COMPLETED'
        from generate_series(1, 60) n join kalends.batch_job_execution e on e.job_execution_id = -n cross join unnest('{create,analyze,drop,record}'::text[]) with ordinality x(step, s) cross join generate_series(0, 300) t;
      insert into kalends.batch_step_execution_context select step_execution_id, '{}', null from kalends.batch_step_execution where step_execution_id < 0;
      alter table kalends.ledger disable trigger user;
      insert into kalends.ledger (at, run_id, job, table_schema, table_name, action, outcome)
        select now() - make_interval(days => %1$d - n), -n, 'maintenance', 'public', 'old_' || t, 'analyze', 'done' from generate_series(1, 60) n, generate_series(1, 300) t;
      alter table kalends.ledger enable trigger user;
      insert into kalends.request (job) select 'vacuum' from generate_series(1, 50);
      update kalends.request set state = 'done', finished_at = now() - make_interval(days => %1$d - 1);
      insert into kalends.tick (schedule, due_at, job, state) select 'nightly', now() - make_interval(days => %1$d - n), 'maintenance', 'done' from generate_series(1, 60) n;
      insert into kalends.query_probe (table_schema, table_name, pattern, milliseconds, probed_at) select 'public', 'events', 'a period', 1, now() - make_interval(days => %1$d - n) from generate_series(1, 60) n;
      analyze;
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private List<String> sizes() {
    return BOOKS.stream()
        .map(book -> book + " " + database.value("select count(*) from kalends." + book))
        .toList();
  }

  /** What health reads, in blocks of the tables of Kalends. */
  private long blocks() {
    return Long.parseLong(
        database.value(
            """
            with before as materialized (select sum(pg_stat_get_xact_blocks_fetched(c.oid)) as n from pg_class c where c.relnamespace = 'kalends'::regnamespace and c.relkind in ('r', 'i')),
            asked as materialized (select count(*) as n from before cross join lateral kalends.health() h)
            select (select sum(pg_stat_get_xact_blocks_fetched(c.oid)) from pg_class c where c.relnamespace = 'kalends'::regnamespace and c.relkind in ('r', 'i')) - b.n from before b, asked a where a.n >= 0
            """));
  }

  private void maintain() {
    Ended run = Program.on(database).run("run", "maintenance");
    assertThat(run.code()).as(run.toString()).isZero();
    database.execute("vacuum analyze");
  }

  @Test
  void whatIsOlderThanItIsKeptIsDeletedByTheNightlyRunAndHealthCostsWhatItDid() {
    database.execute(Months.table("events", 3));
    maintain();
    maintain();
    long cost = blocks();
    database.execute(NIGHTS.formatted(200));
    assertThat(database.value("select count(*) from kalends.batch_step_execution"))
        .as("of 60 nights over 300 tables")
        .hasSizeGreaterThan(4);
    maintain();
    assertThat(sizes()).contains("request 0", "tick 1", "query_probe 0");
    assertThat(
            database.value(
                """
                select (select count(*) from kalends.batch_job_instance where job_instance_id < 0)
                  + (select count(*) from kalends.batch_job_execution where job_execution_id < 0)
                  + (select count(*) from kalends.batch_job_execution_params where job_execution_id < 0)
                  + (select count(*) from kalends.batch_job_execution_context where job_execution_id < 0)
                  + (select count(*) from kalends.batch_step_execution where step_execution_id < 0)
                  + (select count(*) from kalends.batch_step_execution_context where step_execution_id < 0)
                  + (select count(*) from kalends.ledger where run_id < 0)\
                """))
        .isEqualTo("0");
    // an emptied index stays as deep as it was
    assertThat(blocks()).isLessThanOrEqualTo(cost + 100);
  }

  @Test
  void whatIsYoungerStays() {
    database.execute(NIGHTS.formatted(61));
    List<String> before = sizes();
    assertThat(database.value("select kalends.prune_history(90, 100000)")).isEqualTo("0");
    assertThat(sizes()).isEqualTo(before);
    database.execute("select kalends.prune_history(1, 100000)");
    assertThat(database.value("select count(*) from kalends.ledger"))
        .as("the last 30 days stay, whatever is asked for")
        .isEqualTo(String.valueOf(29 * 300));
  }
}
