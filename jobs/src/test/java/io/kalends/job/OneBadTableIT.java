package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Three tables in the same state, one of which is spoilt: the others are done, the run is not
 * green, the message says which table, why, and what to do, and of the spoilt one nothing is lost.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class OneBadTableIT {
  private static final List<String> GOOD = List.of("events", "goal_completions");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTables() {
    GOOD.forEach(name -> database.execute(Months.table(name, 14)));
    database.execute(Months.table("spoilt", 14));
    database.execute("select kalends.register('spoilt')");
  }

  @Test
  void aColumnThatIsGone() {
    database.execute("alter table public.spoilt rename column \"timestamp\" to happened_at");
    assertOthersAreDone(runRed("public.spoilt has no column", "Set it to happened_at"));
    assertUntouched();
  }

  @Test
  void aTableOfAnotherOwner() {
    asSuperuser("create role other_%1$s; alter table public.spoilt owner to other_%1$s");
    try {
      Ended run = run("--output", "json");
      assertThat(run.code()).as(run.toString()).isEqualTo(1);
      assertThat(run.json().at("/problems/0/message").asString())
          .contains("role kalends may not create partitions of public.spoilt")
          .contains("GRANT other_%s TO kalends".formatted(database.name()));
      assertOthersAreDone(run);
      assertUntouched();
    } finally {
      asSuperuser("drop owned by other_%1$s cascade; drop role other_%1$s");
    }
  }

  @Test
  void aTableThatWasThereAndIsGone() {
    database.execute("drop table public.spoilt");
    assertOthersAreDone(runRed("table public.spoilt was there on", "Delete its row"));
  }

  @Test
  void aTimeZoneThatTheServerDoesNotKnow() {
    database.execute(
        """
        alter table kalends.partition_config
          drop constraint "time_zone must be a name that pg_timezone_names lists";
        update kalends.partition_config set time_zone = 'Mars/Olympus' where table_name = 'spoilt';
        """);
    assertOthersAreDone(
        runRed("partition_config of public.spoilt has the time_zone 'Mars/Olympus'", "Set it to"));
    assertUntouched();
  }

  @Test
  void anEventTriggerThatForbidsItsNewPartitionsKeepsItFromLosingOldOnes() {
    asSuperuser(
        """
        create function public.forbid() returns event_trigger language plpgsql as $$
        begin
          if current_query() like '%%CREATE TABLE public.spoilt%%' then
            raise exception 'no new tables before the audit' using hint = 'ask the auditors';
          end if;
        end
        $$;
        create event trigger forbid on ddl_command_start
          when tag in ('CREATE TABLE') execute function public.forbid();
        """);
    Ended run = runRed("create public.spoilt_", "no new tables before the audit");
    assertThat(run.out()).contains("ask the auditors");
    assertOthersAreDone(run);
    assertUntouched();
    assertThat(
            database.rows(
                """
                select outcome, message from kalends.ledger
                where table_name = 'spoilt' and action = 'drop'\
                """))
        .containsExactly(
            "skipped|nothing is dropped: an earlier step of this run failed for this table");
    asSuperuser("drop event trigger forbid");
    Ended next = run();
    assertThat(next.code()).as(next.toString()).isZero();
    assertThat(expiredOf("spoilt")).isEqualTo("0");
  }

  @Test
  void aNameThatSomebodyElseHasTakenIsNoReasonToFail() {
    database.execute(
        """
        do $$ begin
          execute format('create table public.%I (mine int)',
            'spoilt_' || to_char((now() at time zone 'UTC') + interval '1 month', 'YYYY_MM'));
        end $$;
        """);
    Ended run = run();
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(database.value(Months.count("spoilt"))).isEqualTo("19");
  }

  @Test
  void aTypeInTheWayThatAppearsBetweenPlanAndActIsPlannedAround() {
    asSuperuser(
        """
        create function public.race() returns event_trigger language plpgsql as $$
        begin
          if current_query() like '%%CREATE TABLE public.spoilt%%' then
            raise duplicate_table using message = 'somebody was faster';
          end if;
        end
        $$;
        create event trigger race on ddl_command_start
          when tag in ('CREATE TABLE') execute function public.race();
        """);
    assertOthersAreDone(runRed("create public.spoilt_", "somebody was faster"));
    assertUntouched();
  }

  @Test
  void aTableThatSomebodyHasLockedIsNamedAndNobodyWaitsForIt() throws SQLException {
    try (OpenTransaction somebody =
        OpenTransaction.of(
            database.connect(),
            "lock table only public.spoilt in access exclusive mode",
            "select pg_sleep(1.1)")) {
      String pid = "pid %d (role kalends, from 127.0.0.1, application ".formatted(somebody.pid());
      assertOthersAreDone(runRed("somebody holds ACCESS EXCLUSIVE on public.spoilt", pid));
      assertThat(Program.on(database).run("list").code()).isZero();
      assertThat(Program.on(database).run("health").out()).contains(pid);
    }
    assertUntouched();
    Ended next = run();
    assertThat(next.code()).as(next.toString()).isZero();
    assertThat(expiredOf("spoilt")).isEqualTo("0");
  }

  @Test
  void allOfThemAtOnceAreNamedAtOnce() {
    for (String name : List.of("gone", "renamed", "lost")) {
      database.execute(Months.table(name, 14));
      database.execute("select kalends.register('" + name + "')");
    }
    database.execute(
        """
        drop table public.gone;
        alter table public.renamed rename column "timestamp" to at;
        alter table public.lost rename to lost_and_found;
        """);
    Ended run = run("--output", "json");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.json().get("problems").valueStream().map(p -> p.get("table_name").asString()))
        .contains("gone", "renamed", "lost")
        .doesNotContain("events", "goal_completions", "spoilt");
    assertOthersAreDone(run);
    assertThat(expiredOf("spoilt")).isEqualTo("0");
  }

  private Ended run(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = "maintenance";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Program.on(database).run(arguments);
  }

  private Ended runRed(String... words) {
    Ended run = run();
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains(words).contains("public.spoilt").contains("failed");
    return run;
  }

  private void assertOthersAreDone(Ended run) {
    for (String name : GOOD) {
      assertThat(database.value(Months.count(name))).as(run.toString()).isEqualTo("19");
      assertThat(expiredOf(name)).isEqualTo("0");
      assertThat(
              database.value(
                  "select count(*) from kalends.partition_metadata where parent_table = '%s'"
                      .formatted(name)))
          .isEqualTo("19");
    }
  }

  private void assertUntouched() {
    assertThat(database.value(Months.count("spoilt"))).isEqualTo("15");
  }

  private String expiredOf(String table) {
    return database.value(
        """
        select count(*) from kalends.partition_bounds('public.%s'::regclass) b
        where b.upper_bound <= now() - interval '12 months'\
        """
            .formatted(table));
  }

  private void asSuperuser(String sql) {
    database.executeAs(PostgresServer.SUPERUSER, sql.formatted(database.name()));
  }
}
