package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every SQL line of partition-strategy.md, word for word, with {@code search_path = kalends,
 * public}, does what the document says. The sample is fifteen past months of events, one of them
 * missing, and two months ahead.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class PartitionStrategyIT {
  private static final List<String> DOCUMENT =
      Resources.statements("/requirements/partition-strategy.sql");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSession() {
    session = Session.of(database);
    session.run(Resources.text("/sample/events.sql"));
    session.run(Resources.text("/sample/goal_completions.sql"));
    session.run("set search_path = kalends, public");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  /** The statement of the document that contains these words. */
  private static String line(String words) {
    return DOCUMENT.stream().filter(s -> s.contains(words)).findFirst().orElseThrow();
  }

  private long partitions(String table) {
    return session.number(
        "select count(*) from pg_inherits where inhparent = '%s'::regclass".formatted(table));
  }

  private long expired() {
    return session.number(
        "select count(*) from kalends.list_partitions('events') where state = 'expired'");
  }

  @Test
  void runsFromTheFirstLineToTheLast() {
    assertThat(DOCUMENT).hasSize(27);
    DOCUMENT.forEach(session::run);
  }

  @Test
  void configuresEventsAndGoalCompletionsByDefault() {
    assertThat(session.rows(line("SELECT * FROM partition_config"))).hasSize(2);
    assertThat(
            session.rows(
                "select table_name, retention_months, future_partitions, enabled from"
                    + " partition_config order by 1"))
        .containsExactly("events|12|6|t", "goal_completions|12|6|t");
  }

  @Test
  void changesRetentionAndSparesWhatIsNoLongerExpired() {
    assertThat(expired()).isEqualTo(3);
    assertThat(session.count(line("retention_months = 18"))).isEqualTo(1);
    assertThat(expired()).isZero();
    assertThat(session.count(line("retention_months = 24"))).isEqualTo(1);
    assertThat(session.count(line("SET retention_months = 6"))).isEqualTo(1);
    assertThat(
            session.number(
                "select count(*) from list_partitions('goal_completions') where state = 'expired'"))
        .isGreaterThan(2);
  }

  @Test
  void changesTheNumberOfFuturePartitions() {
    assertThat(session.count(line("future_partitions = 12"))).isEqualTo(1);
    session.run("select * from create_future_partitions('events')");
    assertThat(
            session.value(
                "select max(upper_bound) = (date_trunc('month', now() at time zone 'UTC') +"
                    + " interval '13 months') at time zone 'UTC' from list_partitions('events')"))
        .isEqualTo("t");
  }

  @Test
  void summarisesHealth() {
    session.run("delete from partition_config where table_name = 'goal_completions'");
    String summary = line("SELECT * FROM partition_health_summary()");
    assertThat(session.value(summary)).startsWith("events|17|").endsWith("|3|CLEANUP_NEEDED");
    session.run(line("drop_old_partitions('events', 12, false)"));
    assertThat(session.value(summary)).startsWith("events|14|").endsWith("|0|HEALTHY");
    session.run("drop table events");
    assertThat(session.value(summary)).contains("NO_PARTITIONS");
  }

  @Test
  void summarisesATableOfDatesByItsOwnDates() {
    session.run("create table public.days (day date not null) partition by range (day)");
    session.run(
        "create table public.d partition of public.days for values from ('2026-01-01') to"
            + " ('2026-02-01')");
    session.run("select register('days', '{\"time_zone\": \"America/New_York\"}')");
    assertThat(
            session.value(
                "select oldest_partition from partition_health_summary() where table_name ="
                    + " 'days'"))
        .isEqualTo("2026-01-01");
  }

  @Test
  void listsPartitionsOfOneTableAndOfAll() {
    assertThat(session.rows(line("list_partitions('events')"))).hasSize(17);
    assertThat(session.rows(line("list_partitions()"))).hasSize(17 + 16);
  }

  @Test
  void createsSixMonthsAheadAndTheGap() {
    List<String> created = session.rows(line("create_future_partitions('events', 6)"));
    assertThat(created).hasSize(5).allMatch(row -> row.contains("|created|"));
    assertThat(partitions("events")).isEqualTo(17 + 5);
    assertThat(session.rows(line("create_future_partitions('events', 6)"))).isEmpty();
  }

  @Test
  void givesNewPartitionsTheIndexesOfTheParent() {
    session.run(line("create_future_partitions('events', 6)"));
    assertThat(
            session.rows(
                """
                select count(x.indexrelid) from list_partitions('events') p
                join pg_index x on x.indrelid = p.partition_name::regclass and x.indisvalid group by p.partition_name
                """))
        .containsOnly("6");
  }

  @Test
  void analyzesPartitionsAndTheParent() {
    session.run("analyze goal_completions");
    assertThat(session.rows(line("analyze_partitions('events')")))
        .isNotEmpty()
        .allMatch(row -> row.contains("|analyzed|"));
    assertThat(
            session.number(
                "select count(distinct tablename) from pg_stats where schemaname = 'public' and"
                    + " tablename ~ '^events(_\\d|$)' and attname = 'country'"))
        .isGreaterThan(14);
    assertThat(session.number("select count(*) from pg_stats where tablename = 'events'"))
        .isPositive();
  }

  @Test
  void filesARequestForVacuum() {
    String answer = session.value(line("vacuum_partitions('events', false)"));
    String number = answer.substring(0, answer.indexOf('|'));
    assertThat(session.value("select state, job from request_status(%s)".formatted(number)))
        .isEqualTo("waiting|vacuum");
    assertThat(session.value("select parameters from request where id = " + number))
        .isEqualTo("{\"full\": false, \"table\": \"events\"}");
  }

  @Test
  void previewsTheCleanupAndTouchesNothing() {
    assertThat(session.rows(line("drop_old_partitions('events', 12, true)")))
        .hasSize(6)
        .allMatch(row -> row.contains("|planned|"));
    assertThat(partitions("events")).isEqualTo(17);
    assertThat(session.number("select count(*) from ledger")).isZero();
  }

  @Test
  void dropsWhatIsOlderThanTwelveMonthsAndNothingElse() {
    long keep = rowsSince();
    List<String> done = session.rows(line("drop_old_partitions('events', 12, false)"));
    assertThat(done).hasSize(6).allMatch(row -> row.contains("|done|"));
    assertThat(partitions("events")).isEqualTo(14);
    assertThat(rowsSince()).isEqualTo(keep);
    assertThat(session.number("select count(*) from pg_class where relname ~ '^events_\\d+_\\d+$'"))
        .isEqualTo(14);
    assertThat(session.rows(line("drop_old_partitions('events', 12, false)"))).isEmpty();
  }

  private long rowsSince() {
    return session.number(
        "select count(*) from events where timestamp >= (date_trunc('month', now() at time zone"
            + " 'UTC') - interval '12 months') at time zone 'UTC'");
  }

  @Test
  void runsTheWholeMaintenanceOfAllTables() {
    List<String> rows = session.rows(line("run_partition_maintenance(NULL, false)"));
    assertThat(rows).allMatch(row -> row.contains("|done|"), "all done");
    assertThat(session.rows("select distinct action from ledger order by 1"))
        .containsExactly("analyze", "create", "detach", "drop", "record");
    assertThat(session.rows("select * from health()")).isEmpty();
  }

  @Test
  void recordsMetadataNewestFirst() {
    session.run(line("run_partition_maintenance(NULL, false)"));
    awaitStatistics();
    session.run(line("run_partition_maintenance(NULL, false)"));
    List<String> recorded = session.rows(line("FROM partition_metadata"));
    assertThat(recorded).hasSize(14 + 5);
    assertThat(recorded.getFirst())
        .contains(session.value("select to_char(max(upper_bound), 'YYYY') from partitions"));
    assertThat(
            session.value(
                """
                select sum(row_count) = (select count(*) from events where timestamp < date_trunc('month', now() at time zone 'UTC') at time zone 'UTC')
                from partition_metadata where parent_table = 'events' and row_count_exact
                """))
        .isEqualTo("t");
    assertThat(
            session.number(
                "select count(*) from partition_metadata where parent_table = 'events' and"
                    + " last_analyze is not null and size_bytes > 0"))
        .isGreaterThanOrEqualTo(12);
  }

  /** PostgreSQL 14 tells of an ANALYZE a moment later. */
  private void awaitStatistics() {
    await()
        .until(
            () ->
                session.number(
                        "select count(*) from pg_stat_user_tables where relname ~ '^events_2'"
                            + " and last_analyze is not null")
                    >= 12);
  }

  @Test
  void prunesPartitionsByTheTimestamp() {
    assertThat(
            session.rows("explain " + line("timestamp >= '2025-01-01'")).stream()
                .filter(row -> row.contains("Scan on events_")))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void createsTheEventsPartitionOfAMonthOnce() {
    session.run(line("create_events_partition"));
    session.run(line("create_events_partition"));
    assertThat(
            session.value(
                "select lower_bound at time zone 'UTC', upper_bound at time zone 'UTC' from"
                    + " list_partitions('events') where partition_name = 'events_2025_06'"))
        .isEqualTo("2025-06-01 00:00:00|2025-07-01 00:00:00");
    session.run("select create_goal_completions_partition('2025-06-30')");
    assertThat(session.value("select to_regclass('goal_completions_2025_06')"))
        .isEqualTo("goal_completions_2025_06");
  }

  @Test
  void isRemovedByTheLastSectionAndLeavesPartitionsAndData() {
    session.run(line("run_partition_maintenance(NULL, false)"));
    final long partitions = partitions("events");
    final long rows = session.number("select count(*) from events");
    DOCUMENT.stream().filter(s -> s.contains("DROP ")).forEach(session::run);
    assertThat(partitions("events")).isEqualTo(partitions);
    assertThat(session.number("select count(*) from events")).isEqualTo(rows);
    session.run("insert into events (project_id, event_type) values (gen_random_uuid(), 'x')");
    assertThat(session.rows("select to_regclass('partition_config')")).containsExactly("");
  }
}
