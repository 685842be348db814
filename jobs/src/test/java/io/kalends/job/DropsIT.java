package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dropped, what is not, and what keeps it from being dropped. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class DropsIT {

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTable() {
    database.execute(Months.table("events", 14));
  }

  @Test
  void withGraceAPartitionIsDetachedTodayAndDroppedWhenItIsDue() {
    policy("grace_days = 7");
    assertThat(green("drop").out()).contains("detached 2").doesNotContain("dropped");
    assertThat(database.value(Months.count("events"))).isEqualTo("13");
    assertThat(detached()).isEqualTo("2");
    assertThat(green("drop").out()).contains("nothing to do");
    assertThat(green("drop", "--as-of", tenDaysFromNow()).out()).doesNotContain("dropped");
    assertThat(detached()).isEqualTo("2");
    database.execute(
        "update kalends.detached_partition set drop_after = now() - interval '1 minute'"
            + " where partition_oid = (select min(partition_oid) from kalends.detached_partition)");
    assertThat(green("drop").out()).contains("dropped 1");
    assertThat(detached()).isEqualTo("1");
    assertThat(
            database.value(
                "select count(*) from kalends.ledger where action = 'drop' and outcome = 'done'"))
        .isEqualTo("1");
  }

  @Test
  void aTableThatSomebodyAttachedAgainWithinItsGraceIsNotDropped() {
    policy("grace_days = 7");
    green("drop");
    database.execute(
        """
        do $$
        declare d kalends.detached_partition;
        begin
          select * into d from kalends.detached_partition order by lower_bound limit 1;
          execute format('alter table public.events attach partition %I.%I for values from (%L) to (%L)',
            d.partition_schema, d.partition_name, d.lower_bound, d.upper_bound);
          update kalends.detached_partition set drop_after = now() - interval '1 minute';
          update kalends.partition_config set retention_months = null, retention_days = null;
        end
        $$;
        """);
    assertThat(green("drop").out()).contains("dropped 1");
    assertThat(database.value(Months.count("events"))).isEqualTo("14");
  }

  @Test
  void retentionActionDetachKeepsTheTablesForEver() {
    policy("retention_action = 'detach'");
    assertThat(green("maintenance").out()).contains("detached 2").doesNotContain("dropped");
    policy("retention_action = 'drop'");
    assertThat(green("maintenance").out()).doesNotContain("dropped");
    assertThat(detached()).isEqualTo("2");
  }

  @Test
  void aMistypedRetentionCostsNoMoreThanTheGuardAllowsAndMoreOnlyOnRequest() {
    policy("retention_months = 1, max_drops_per_run = 3");
    Ended first = green("maintenance");
    assertThat(first.out())
        .contains("detached 3")
        .contains("dropped 3")
        .contains("held")
        .contains("13 partitions are past their retention, and 3 may be detached in a day")
        .contains("--max-drops");
    assertThat(green("drop", "--max-drops", "13").out())
        .contains("detached")
        .doesNotContain("held");
    assertThat(
            database.value(
                "select count(*) from kalends.partition_bounds('public.events'::regclass) b where"
                    + " b.upper_bound <= now() - interval '1 month'"))
        .isEqualTo("0");
  }

  @Test
  void whatHangsOnAPartitionBlocksItWithItsReasonAndNothingElse() {
    String oldest = oldest();
    database.execute("create view public.report as select * from public." + oldest);
    Ended run = run("maintenance");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .contains("created 6")
        .contains("dropped 1")
        .contains(
            "detach refused: view public.report depends on table public.%s".formatted(oldest));
    database.execute("drop view public.report");
    assertThat(green("maintenance").out()).contains("dropped 1");
  }

  @Test
  void aForeignKeyToTheTableBlocksAllOfItsDrops() {
    database.execute(
        """
        alter table public.events add primary key (id, "timestamp");
        """
            .replace("alter", "update public.events set id = 0 where false; alter"));
    database.execute(
        """
        create table public.notes (event_id bigint, event_time timestamptz,
          foreign key (event_id, event_time) references public.events (id, "timestamp"));
        """);
    Ended run = run("maintenance");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "detach refused (2 times): foreign key notes_event_id_event_time_fkey of public.notes")
        .contains("created 6");
    assertThat(database.value(Months.count("events"))).isEqualTo("21");
  }

  @ParameterizedTest
  @ValueSource(longs = {40, -40})
  void aWrongClockForbidsDropsAndNothingElse(long seconds) {
    Program wrong = Program.on(database).withClockOff(Duration.ofSeconds(seconds));
    Ended run = wrong.run("run", "maintenance");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .contains("created 6")
        .contains("analyzed")
        .contains("recorded")
        .contains("detach refused (2 times): the clocks of this machine and of the database differ")
        .doesNotContain("detached 2");
    assertThat(database.value(Months.count("events"))).isEqualTo("21");
    assertThat(wrong.run("doctor").out()).contains("clock");
    assertThat(green("maintenance").out()).contains("dropped 2");
  }

  @Test
  void asOfTenYearsAheadCreatesButDropsNothingMore() {
    green("drop");
    Ended run = green("drop", "--as-of", "2036-01-01");
    assertThat(run.out()).contains("nothing to do");
    assertThat(database.value(Months.count("events"))).isEqualTo("13");
  }

  @Test
  void aTableThatIsNotEnabledIsLeftAloneUnlessItIsNamed() {
    policy("enabled = false");
    Ended all = green("maintenance");
    assertThat(all.out()).contains("enabled is false");
    assertThat(database.value(Months.count("events"))).isEqualTo("15");
    assertThat(green("create", "--table", "events").out()).contains("created 6");
  }

  @Test
  void switchedOffTheMaintenanceIsALoggedNoOpAndTheOtherJobsAreNot() {
    Program off = Program.on(database).with("ENABLE_PARTITION_MAINTENANCE", "false");
    Ended run = off.run("run", "maintenance");
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.out()).contains("maintenance is switched off: nothing done");
    assertThat(database.value(Months.count("events"))).isEqualTo("15");
    assertThat(database.value("select count(*) from kalends.batch_job_instance")).isEqualTo("0");
    Ended json = off.run("run", "maintenance", "--output", "json");
    assertThat(json.code()).as(json.toString()).isZero();
    assertThat(json.json().get("status").asString()).isEqualTo("disabled");
    Ended create = off.run("run", "create");
    assertThat(create.code()).as(create.toString()).isZero();
    assertThat(create.out()).contains("created 6");
    assertThat(green("maintenance").out()).contains("dropped 2");
  }

  private void policy(String columns) {
    database.execute(
        "update kalends.partition_config set " + columns + " where table_name = 'events'");
  }

  private Ended run(String job, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", job));
    arguments.addAll(List.of(options));
    return Program.on(database).run(arguments.toArray(String[]::new));
  }

  private Ended green(String job, String... options) {
    Ended run = run(job, options);
    assertThat(run.code()).as(run.toString()).isZero();
    return run;
  }

  private String detached() {
    return database.value("select count(*) from kalends.detached_partition");
  }

  private String oldest() {
    return database.value(
        "select min(inhrelid::regclass::text) from pg_inherits"
            + " where inhparent = 'public.events'::regclass");
  }

  private String tenDaysFromNow() {
    return database.value("select to_char(now() + interval '10 days', 'YYYY-MM-DD')");
  }
}
