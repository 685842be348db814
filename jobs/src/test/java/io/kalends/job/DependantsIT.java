package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DROP TABLE would refuse is not detached either, and the reason is told. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class DependantsIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Ended run(int code, String... arguments) {
    Ended ended = Program.on(database).run(arguments);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    return ended;
  }

  private String partition() {
    return database.value(
        "select partition_name from kalends.partition_bounds('public.events'::regclass) b join"
            + " kalends.partitions p using (partition_oid) where b.upper_bound < now() - interval"
            + " '12 months'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "view|create view public.v as select * from public.%s|view public.v",
        "materialized view|create materialized view public.v as select * from"
            + " public.%s|materialized view public.v",
        "view on its row type|create view public.v as select null::public.%s as r|column r of view"
            + " public.v",
        "function with a body|create function public.f() returns bigint begin atomic select"
            + " count(*) from public.%s; end|function public.f()",
        "function that returns its rows|create function public.f() returns setof public.%s language"
            + " plpgsql as 'begin return; end'|function public.f()",
        "column of its row type|create table public.other (r public.%s)|column r of table"
            + " public.other",
        "policy of another table|create table public.other (id int); create policy p on"
            + " public.other using (exists (select from public.%s))|policy p on table public.other",
        "rule of another table|create table public.other (id int); create rule r as on insert to"
            + " public.other do also delete from public.%s|rule r on table public.other",
      })
  void keepAPartitionAttached(String what, String sql, String named) {
    database.execute(Months.table("events", 13));
    String partition = partition();
    database.execute(sql.formatted(partition));
    assertThat(run(1, "run", "drop").out())
        .contains("detach refused: " + named)
        .containsPattern("(table|type) public." + partition);
    assertThat(partition()).as("still attached").isEqualTo(partition);
  }

  @Test
  void aSequenceThatAllDefaultsUseIsNotDroppedWithTheTableThatOwnsIt() {
    database.execute(
        """
        create table public.visits_legacy (id bigserial, "timestamp" timestamptz not null default now(), primary key (id, "timestamp"));
        insert into public.visits_legacy ("timestamp") select '2020-01-01Z'::timestamptz + i * interval '1 hour' from generate_series(1, 100) i;
        create table public.visits (like public.visits_legacy including all) partition by range ("timestamp");
        alter table public.visits attach partition public.visits_legacy for values from (minvalue) to ('2024-01-01Z');
        select kalends.register('public.visits', '{"retention_months": 12}');
        """);
    assertThat(run(1, "run", "maintenance").out())
        .contains("ALTER SEQUENCE public.visits_legacy_id_seq OWNED BY NONE")
        .contains("more depends on sequence");
    database.execute("alter sequence public.visits_legacy_id_seq owned by none");
    assertThat(run(0, "run", "drop").out()).contains("dropped 1");
    database.execute("insert into public.visits default values");
  }

  @Test
  void whatAnEventTriggerWouldKeepIsNotDetached() {
    database.execute(Months.table("events", 14));
    database.executeAs(
        PostgresServer.SUPERUSER,
        """
        create function public.no_drop() returns event_trigger language plpgsql as $$
        begin
          if exists (select from pg_event_trigger_dropped_objects() where object_type = 'table') then
            raise exception 'tables are dropped by the DBA only';
          end if;
        end $$;
        create event trigger no_drop on sql_drop execute function public.no_drop();
        """);
    assertThat(run(1, "run", "drop").out())
        .contains("detach refused (2 times)")
        .contains("an event trigger would not let public.events_")
        .contains("tables are dropped by the DBA only");
    assertThat(database.value(Months.count("events"))).isEqualTo("15");
    database.execute("select kalends.drop_old_partitions('events', 12, false)");
    assertThat(database.value(Months.count("events"))).isEqualTo("15");
    database.execute("update kalends.partition_config set retention_action = 'detach'");
    assertThat(run(0, "run", "drop").out()).contains("detached 2");
  }

  @Test
  void whatCameAfterTheDetachIsAFindingAtOnce() {
    database.execute(Months.table("events", 13));
    String partition = partition();
    database.execute("update kalends.partition_config set grace_days = 7");
    run(0, "run", "drop");
    database.execute(
        "update kalends.detached_partition set drop_after = now(); create view public.v as select *"
            + " from public."
            + partition);
    assertThat(run(3, "health").out())
        .contains("DROP_BLOCKED")
        .contains("this partition is detached and cannot be dropped: view public.v");
  }
}
