package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with names and partitions that nobody would choose are maintained like any other. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class OddTablesIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSession() {
    session = Session.of(database);
    session.run("delete from kalends.partition_config");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  /** A managed table with fourteen monthly partitions up to the present one, and a row in each. */
  private void createMonthly(String schema, String table, String column) {
    session.run(
        """
        do $do$
        declare
          present timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
          parent text := format('%%I.%%I', $n$%1$s$n$, $n$%2$s$n$);
        begin
          execute format('create schema if not exists %%I', $n$%1$s$n$);
          execute format('create table %%s (id bigint, %%I timestamptz not null, v text)', parent, $n$%3$s$n$) || format(' partition by range (%%I)', $n$%3$s$n$);
          for m in -14 .. 0 loop
            execute format('create table %%I.%%I partition of %%s for values from (%%L) to (%%L)', $n$%1$s$n$, 'p' || md5($n$%2$s$n$) || m + 14, parent,
              (present at time zone 'UTC' + make_interval(months => m)) at time zone 'UTC', (present at time zone 'UTC' + make_interval(months => m + 1)) at time zone 'UTC');
          end loop;
          execute format('insert into %%s select 1, generate_series($1 - interval ''13 months 20 days'', $1, interval ''3 days'')', parent) using present;
          perform kalends.register(parent);
        end $do$
        """
            .formatted(schema, table, column));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Odd Schema~Mixed Case~When it was",
        "o'schema~it's~a'column",
        "\"q\"~\"quoted\"~\"c\"",
        "per%cent %s %I~100%% %L %1$s~at %",
        "back\\slash~a\\b\\'c~d\\",
        "dot.ted~a.b.c~x.y",
        "select~table~timestamp",
        "ünï~таблица событий~när",
        "$$dollar$$~$1~$x$",
        "a_schema_of_sixty_three_bytes__________________________________~a_table_of_sixty_three_bytes___________________________________~a_column_of_sixty_three_bytes__________________________________",
      })
  void withAnyNameAreMaintained(String schema, String table, String column) {
    createMonthly(schema, table, column);
    Maintenance.completes(session);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(13 + 6);
    assertThat(session.rows("select * from kalends.health()")).isEmpty();
    assertThat(session.number("select count(*) from kalends.partition_metadata")).isEqualTo(19);
    session.run(
        "select kalends.create_monthly_partition(format('%I.%I', table_schema, table_name),"
            + " '2031-01-01') from kalends.partition_config");
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(20);
  }

  @Test
  void areNotTakenForEachOtherByTheirNames() {
    createMonthly("public", "events", "timestamp");
    session.run(
        """
        create table events_archive (id bigint); insert into events_archive values (1);
        create table "events_2025_01" (id bigint); insert into "events_2025_01" values (1);
        create table eventsx2025_01 (id bigint);
        create table events_default (id bigint); insert into events_default values (1);
        create schema other; create table other.events (like events) partition by range ("timestamp");
        create table other.old partition of other.events for values from ('2001-01-01Z') to ('2001-02-01Z');
        update kalends.partition_config set catch_all = true;
        """);
    String next =
        session.value(
            "select 'events_' || to_char(now() at time zone 'UTC' + interval '2 months',"
                + " 'YYYY_MM')");
    session.run("create table %s (x int); create type %s_x as (a int)".formatted(next, next));
    Maintenance.completes(session);
    String taken =
        session.value(
            "select 'events_' || to_char(min(lower_bound) at time zone 'UTC' - interval '1 month',"
                + " 'YYYY_MM') from kalends.partitions where table_name = 'events'");
    session.run("create table %s (x int)".formatted(taken));
    session.run(
        "select kalends.create_monthly_partition('events', to_date(right('%s', 7), 'YYYY_MM'))"
            .formatted(taken));
    assertThat(session.number("select count(*) from events_2025_01")).isEqualTo(1);
    assertThat(session.number("select count(*) from events_default")).isEqualTo(1);
    assertThat(session.number("select count(*) from events_archive")).isEqualTo(1);
    assertThat(
            session.rows(
                "select partition_name from kalends.partitions where table_schema = 'other'"))
        .containsExactly("old");
    assertThat(
            session.value(
                "select to_regclass('%s')::oid in (select partition_oid from kalends.partitions)"
                    .formatted(next)))
        .isEqualTo("f");
  }

  @Test
  void withPartitionsOfForeignNamesAndOddBoundsAreFilledUpAroundThem() {
    session.run(
        """
        create table odd (at timestamptz not null) partition by range (at);
        create table "the beginning" partition of odd for values from (minvalue) to ('2026-03-10 00:00Z');
        create table ten_days partition of odd for values from ('2026-04-11 07:30Z') to ('2026-04-21 00:00:00.000001Z');
        create table "everything else" partition of odd for values from ('2090-01-15Z') to (maxvalue);
        select kalends.register('odd', '{"retention_months": null, "granularity": "month", "time_zone": "UTC"}');
        """);
    Maintenance.completes(session);
    assertThat(
            session.value(
                """
                select tstzmultirange(tstzrange('2001-01-01Z', now() + interval '6 months')) <@ range_agg(tstzrange(lower_bound, upper_bound))
                from kalends.partitions where table_name = 'odd'
                """))
        .isEqualTo("t");
    session.run(
        "insert into odd select generate_series(timestamptz '2026-01-01Z', now() + interval '5"
            + " months', '12 hours')");
  }

  @Test
  void withInfiniteBoundsAreMaintained() {
    session.run(
        """
        create table old_and_new (at timestamp not null) partition by range (at);
        create table past partition of old_and_new for values from ('-infinity') to ('2026-10-01');
        create table future partition of old_and_new for values from ('2036-01-01') to ('infinity');
        select kalends.register('old_and_new', '{"retention_months": 1200}');
        """);
    Maintenance.completes(session);
    session.run(
        "insert into old_and_new values ('-infinity'), ('2026-10-05'), (now() + interval '6"
            + " months')");
    assertThat(session.rows("select * from kalends.list_partitions('old_and_new')"))
        .hasSizeGreaterThan(8);
  }

  @Test
  void coveredToTheEndOfTimeAreSaidToBe() {
    session.run(
        """
        create table covered (at date not null) partition by range (at);
        create table all_of_it partition of covered for values from (minvalue) to (maxvalue);
        select kalends.register('covered');
        """);
    assertThat(
            session.rows(
                "select verdict, blocker from kalends.plan_maintenance('covered', steps =>"
                    + " '{create,drop}')"))
        .singleElement()
        .asString()
        .startsWith("held|partition public.all_of_it takes everything from the beginning on");
    assertThat(Findings.now(session).appears("unbounded")).contains("all_of_it");
  }

  @Test
  void withNoPartitionAtAllGetThePresentOneAndThoseToCome() {
    session.run(
        "create table empty (at timestamptz not null) partition by range (at); select"
            + " kalends.register('empty')");
    Maintenance.completes(session);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(7);
  }

  @Test
  void withDroppedGeneratedAndIdentityColumnsAreMaintainedAndFilled() {
    session.run(
        """
        create table shape (gone text, id bigint generated %s as identity, gone_too int, at timestamptz not null, n int default 7,
          twice int generated always as (n * 2) stored, constraint n_is_small check (n < 1000)) partition by range (at);
        alter table shape drop column gone, drop column gone_too;
        create unique index on shape (id, at);
        create statistics shape_statistics on n, twice from shape;
        select kalends.register('shape', '{"catch_all": true}');
        """
            .formatted("always"));
    Maintenance.completes(session);
    session.run(
        "insert into shape (at) select now() + n * interval '1 day' from generate_series(0, 150)"
            + " n");
    assertThat(session.value("select count(*), count(distinct id), min(twice), max(n) from shape"))
        .isEqualTo("151|151|14|7");
    assertThat(session.refusal("insert into shape (at, n) values (now(), 5000)"))
        .startsWith("23514");
    session.run("insert into shape (at) values ('2060-01-01')");
    Maintenance.completes(session);
  }

  @Test
  void partitionedFurtherBelowAreMaintainedAndNotDroppedWithWhatIsBelow() {
    createMonthly("public", "deep", "at");
    session.run(
        """
        create table below partition of deep for values from ('2020-01-01Z') to ('2020-02-01Z') partition by list (v);
        create table below_a partition of below for values in ('a');
        insert into deep values (1, '2020-01-05Z', 'a');
        """);
    List<String> rows = Maintenance.perform(session, "{\"max_drops_per_run\": 1000}");
    assertThat(rows)
        .filteredOn(row -> row.split("[|]")[3].equals("blocked"))
        .singleElement()
        .asString()
        .contains("below is itself partitioned");
    assertThat(session.number("select count(*) from below_a")).isEqualTo(1);
    assertThat(rows).noneMatch(row -> row.contains("|failed|"));
  }
}
