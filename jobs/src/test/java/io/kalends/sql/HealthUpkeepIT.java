package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Vacuum and statistics are found late where there is something to do, and only there. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class HealthUpkeepIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createAPastPartitionWithRows() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id int, at timestamptz not null) partition by range (at);
        select kalends.register('t', '{"retention_months": null}');
        select * from kalends.create_future_partitions('t');
        select * from kalends.create_partition_at('t'::regclass, 'month', now() - interval '1 month');
        do $$ declare p record; begin
          for p in select partition_name from kalends.partitions where table_name = 't' loop
            execute format('alter table %I set (autovacuum_enabled = false)', p.partition_name);
          end loop;
        end $$;
        insert into t select i, date_trunc('month', now()) - interval '20 days' from generate_series(1, 3000) i;
        """);
    seen("pg_stat_get_ins_since_vacuum", 3000);
    session.run("analyze t");
    vacuum("");
    nothingIsLeftToDo();
  }

  private void nothingIsLeftToDo() {
    await()
        .until(
            () ->
                session.number(
                        "select sum(pg_stat_get_ins_since_vacuum(partition_oid) +"
                            + " pg_stat_get_dead_tuples(partition_oid) +"
                            + " pg_stat_get_mod_since_analyze(partition_oid)) from"
                            + " kalends.partitions where table_name = 't'")
                    == 0);
  }

  /** The counters of one transaction reach the others a moment later. */
  private void seen(String counter, int atLeast) {
    await()
        .until(
            () ->
                session.number(
                        "select sum(%s(partition_oid)) from kalends.partitions where table_name = 't'"
                            .formatted(counter))
                    >= atLeast);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void vacuum(String options) {
    session
        .rows(
            "select format('vacuum %s %%I', partition_name) from kalends.partitions where table_name = 't'"
                .formatted(options))
        .forEach(session::run);
  }

  @Test
  void aVacuumIsLateOnlyWhereThereAreDeadRowsAndOnlyAfterADay() {
    session.run("delete from t where id <= 1000");
    Findings tomorrow = Findings.in(session, "25 hours");
    assertThat(tomorrow.appears("vacuum_lag")).contains("1000 dead rows");
    assertThat(Findings.in(session, "23 hours").of("vacuum_lag")).isEmpty();
    session.run("select kalends.set_threshold('vacuum_lag_hours', '30', 't')");
    assertThat(tomorrow.of("vacuum_lag")).isEmpty();
    session.run("select kalends.set_threshold('vacuum_lag_hours', 'default', 't')");
    assertThat(tomorrow.of("vacuum_lag")).hasSize(1);
    vacuum("");
    tomorrow.isGone("vacuum_lag");
  }

  @Test
  void aColdPartitionIsNeverLateHoweverLongAgoItWasVacuumed() {
    vacuum("freeze");
    assertThat(Findings.in(session, "300 days").of("vacuum_lag")).isEmpty();
    session.run(
        "insert into t select 1, date_trunc('month', now()) - interval '1 day' from"
            + " generate_series(1, 3)");
    session.run("delete from t where id = 7");
    // a few rows are below autovacuum's own thresholds
    seen("pg_stat_get_dead_tuples", 1);
    assertThat(Findings.in(session, "300 days").of("vacuum_lag")).isEmpty();
  }

  @Test
  void whatAutovacuumIsToldToLeaveAloneIsMeasuredByItsOwnSettings() {
    session.run("delete from t where id <= 1000");
    Findings tomorrow = Findings.in(session, "25 hours");
    tomorrow.appears("vacuum_lag");
    session.run(
        "do $$ declare p record; begin for p in select partition_name from kalends.partitions where"
            + " table_name = 't' loop execute format('alter table %I set"
            + " (autovacuum_vacuum_threshold = 2000)', p.partition_name); end loop; end $$");
    assertThat(tomorrow.of("vacuum_lag")).isEmpty();
  }

  @Test
  void manyRowsInsertedAndNeverVacuumedCountFromWhenThePartitionWasMade() {
    session.run("insert into t select i, now() from generate_series(1, 5000) i");
    Findings tomorrow = Findings.in(session, "25 hours");
    assertThat(tomorrow.appears("vacuum_lag")).contains("5000 rows inserted");
    assertThat(Findings.now(session).of("vacuum_lag")).isEmpty();
    vacuum("");
    tomorrow.isGone("vacuum_lag");
  }

  @Test
  void statisticsAreOlderThanTheDataOnceTheseHaveChangedMuch() {
    session.run("update t set id = id + 1 where id <= 2000");
    Findings tomorrow = Findings.in(session, "25 hours");
    assertThat(tomorrow.appears("statistics_old")).contains("2000 rows changed");
    assertThat(Findings.in(session, "23 hours").of("statistics_old")).isEmpty();
    session.run("analyze t");
    tomorrow.isGone("statistics_old");
  }

  @Test
  void theParentWithoutStatisticsIsFoundSinceAutovacuumNeverMakesThem() {
    session.run(
        """
        create table u (at timestamptz not null) partition by range (at);
        select kalends.register('u', '{"retention_months": null}');
        select * from kalends.create_future_partitions('u');
        insert into u values (now());
        do $$ begin execute 'analyze ' || (select partition_oid::regclass from kalends.partitions where table_name = 'u' and lower_bound <= now() order by lower_bound desc limit 1); end $$
        """);
    Findings tomorrow = Findings.in(session, "25 hours");
    assertThat(tomorrow.appears("parent_statistics_old")).startsWith("warning|u|");
    session.run("analyze u");
    tomorrow.isGone("parent_statistics_old");
  }
}
