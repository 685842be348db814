package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A database that has a table called events, years of it, before Kalends is installed: nothing of
 * it is dropped until somebody has said so.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnconfirmedPolicyIT {
  @RegisterExtension final TestDatabase database = TestDatabase.bare();

  private Ended run(int code, String... arguments) {
    Ended ended = Program.on(database).run(arguments);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    return ended;
  }

  private String partitions() {
    return database.value(Months.count("events"));
  }

  private String expired() {
    return database.value(
        "select count(*) from kalends.list_partitions('events') where state = 'expired'");
  }

  @Test
  void dropsNothingAndSaysSoInEveryPlaceUntilItIsConfirmed() {
    database.execute(Months.table("events", 40));
    assertThat(run(0, "install").out())
        .contains("public.events")
        .contains("drop after 12 months")
        .contains("28 partition(s) past their retention stay until somebody says so");
    for (int night = 0; night < 2; night++) {
      assertThat(run(0, "run", "maintenance").out())
          .contains("detach held")
          .contains("nobody has confirmed it: 28 partition(s)")
          .doesNotContain("dropped 1");
    }
    assertThat(partitions()).isEqualTo("47");
    assertThat(run(0, "plan", "--steps", "drop").out())
        .contains("held public.events, detach events_")
        .contains("and 27 more: the policy of public.events came with the installation");
    assertThat(run(3, "health").out())
        .contains("UNCONFIRMED")
        .contains("28 partition(s) are past a retention that came with the installation");
    assertThat(run(0, "confirm", "events").out()).contains("confirmed by kalends: public.events");
    assertThat(run(0, "confirm", "events").out())
        .as("once more")
        .contains("confirmed by kalends: public.events");
    assertThat(run(0, "run", "maintenance").out()).contains("dropped 12");
    assertThat(expired()).isEqualTo("16");
  }

  @Test
  void theGuardCountsPerDayAndNotPerRun() {
    database.execute(Months.table("events", 40));
    run(0, "install");
    run(0, "confirm", "events");
    run(0, "run", "drop");
    assertThat(expired()).isEqualTo("16");
    assertThat(run(0, "run", "drop").out())
        .contains("12 may be detached in a day (max_drops_per_run), of which 12 were today");
    assertThat(expired()).isEqualTo("16");
    database.execute("select kalends.run_partition_maintenance(dry_run => false)");
    assertThat(expired()).as("by SQL neither").isEqualTo("16");
    assertThat(run(0, "run", "drop", "--max-drops", "3").out()).contains("dropped 3");
    assertThat(expired()).isEqualTo("13");
  }

  @Test
  void anUpdateOfTheRowOrARegisterConfirms() {
    database.execute(Months.table("events", 14));
    run(0, "install");
    database.execute("update kalends.partition_config set future_partitions = 1");
    assertThat(run(0, "run", "drop").out()).contains("dropped 2");
    assertThat(
            database.value(
                "select confirmed_by from kalends.partition_config where table_name = 'events'"))
        .isEqualTo("kalends");
  }

  @Test
  void aTableWithNothingPastItsRetentionWhenItIsFirstSeenIsConfirmed() {
    database.execute(Months.table("events", 3));
    run(0, "install");
    run(0, "run", "maintenance");
    database.execute(
        "create table public.events_old partition of public.events for values from ('2020-01-01Z')"
            + " to ('2020-02-01Z')");
    assertThat(run(0, "run", "drop").out()).contains("dropped 1");
  }

  @Test
  void aTableWithAnotherKeyIsLeftAloneUntilItIsRegistered() {
    database.execute(
        """
        create table public.events (day date not null) partition by range (day);
        create table public.events_2020 partition of public.events for values from ('2020-01-01') to ('2020-02-01');
        """);
    run(0, "install");
    assertThat(run(0, "run", "maintenance").out())
        .contains("skipped: the policy that came with the installation does not fit this table");
    assertThat(run(3, "health").out())
        .contains("does not fit this table")
        .contains("kalends unregister public.events");
    run(0, "register", "events", "--keep-forever");
    assertThat(run(0, "run", "maintenance").out()).contains("created");
    assertThat(partitions()).isNotEqualTo("1");
    run(0, "unregister", "events");
    assertThat(run(0, "health").out()).doesNotContain("events_");
  }

  @Test
  void whatIsInItsGraceStaysWhenTheTableIsUnregistered() {
    database.execute(Months.table("events", 14));
    run(0, "install");
    run(0, "register", "events", "--grace-days", "7");
    run(0, "run", "drop");
    assertThat(run(0, "unregister", "events").out()).contains("so do 2 detached partitions");
    database.execute("update kalends.detached_partition set drop_after = now()");
    run(0, "run", "maintenance");
    assertThat(database.value("select count(*) from kalends.detached_partition")).isEqualTo("2");
    assertThat(run(0, "health").out()).contains("of a table that is no longer managed");
  }
}
