package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.cli.Captured;
import io.kalends.cli.Cli;
import io.kalends.testing.Partman;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The light commands as a caller sees them: what is printed, what is written, what it ends with.
 */
class CommandsIT {
  private static final String EVENTS =
      """
      create table public.events (id bigint, "timestamp" timestamptz not null)
        partition by range ("timestamp");
      create table public.events_old partition of public.events
        for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00');
      insert into public.events select i, '2024-01-05 00:00+00' from generate_series(1, 1000) i;
      """;

  private static final String ODD =
      """
      create schema "Odd Schema";
      create table "Odd Schema"."Mixed % Case" ("At" date not null) partition by range ("At");
      create table "Odd Schema"."it's one" partition of "Odd Schema"."Mixed % Case"
        for values from ('2026-11-02') to ('2026-11-09');
      create table "Odd Schema"."two\u001b[2J" partition of "Odd Schema"."Mixed % Case"
        for values from ('2026-11-16') to ('2026-11-23');
      """;

  private static final String ODD_NAME = "\"Odd Schema\".\"Mixed % Case\"";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Captured captured = Captured.pipe();

  @BeforeEach
  void makeTables() {
    database.execute(EVENTS);
    database.execute(ODD);
  }

  private int run(String... arguments) {
    captured = Captured.pipe();
    var wiring = new Wiring(Map.of("KALENDS_URL", database.url()));
    return new Cli(captured.terminal, wiring::open).run(arguments);
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(captured.out());
  }

  @Test
  void planShowsTheSqlAndTouchesNothing() {
    assertThat(run("plan", "events", "--steps", "drop")).isZero();
    assertThat(captured.out())
        .contains("public.events\n  detach events_old  [2024-01-01, 2024-02-01)")
        .contains("ALTER TABLE public.events DETACH PARTITION public.events_old CONCURRENTLY;")
        .contains("DROP TABLE");
    assertThat(captured.err()).isEmpty();
    assertThat(database.value("select count(*) from kalends.ledger")).isEqualTo("0");
    assertThat(database.value("select count(*) from public.events")).isEqualTo("1000");
  }

  @Test
  void planTellsAScriptThatThereIsWork() {
    assertThat(run("plan", "--detailed-exitcode", "--output", "json")).isEqualTo(3);
    assertThat(json().get("exit_code").asInt()).isEqualTo(3);
    assertThat(json().get("work").asInt()).isPositive();
    assertThat(run("plan", "--steps", "vacuum", "--detailed-exitcode", "events")).isIn(0, 3);
  }

  @Test
  void aDryRunIsThePlanOfTheJob() {
    assertThat(run("run", "drop", "table=events", "max-drops=0", "dry-run=true")).isZero();
    assertThat(captured.out()).contains("drop, dry run: nothing is touched").contains("held");
    assertThat(database.value("select count(*) from kalends.batch_job_execution")).isEqualTo("0");
  }

  @Test
  void anUnknownTableIsAMistakeOfTheCaller() {
    assertThat(run("plan", "nowhere")).isEqualTo(64);
    assertThat(captured.err()).contains("nowhere").contains("→").hasLineCount(2);
    assertThat(run("list", "nowhere", "-o", "json")).isEqualTo(64);
    assertThat(json().at("/error/message").asString()).contains("nowhere");
  }

  @Test
  void healthEndsWith3WhenThereIsSomethingToAct() {
    assertThat(run("health")).isEqualTo(3);
    assertThat(captured.out())
        .contains("PRESENT_MISSING")
        .contains("critical public.events: this moment has no partition")
        .contains("  → kalends run create table=public.events")
        .contains("  see docs/runbook/create.md");
    run("health", "-o", "json");
    assertThat(json().get("green").asBoolean()).isFalse();
    assertThat(json().at("/findings/0").propertyNames())
        .containsExactly("severity", "finding", "subject", "detail", "mend", "runbook");
  }

  @Test
  void listShowsBoundsStateRowsAndSize() {
    database.execute("analyze public.events_old");
    assertThat(run("list", "events")).isZero();
    assertThat(captured.out())
        .containsPattern("events_old +2024-01-01 +2024-02-01 +expired +~1,000");
    run("list", "-o", "json");
    assertThat(json().at("/partitions/0/partition_name").asString()).isEqualTo("events_old");
  }

  @Test
  void adoptReadsTheCatalogueAndChangesNothingButTheConfiguration() {
    var before = database.value("select count(*) from pg_class");
    assertThat(run("adopt", "--dry-run")).isZero();
    assertThat(captured.out()).contains(ODD_NAME).contains("week").contains("for ever");
    assertThat(database.value("select count(*) from kalends.partition_config")).isEqualTo("2");
    assertThat(run("adopt", "--all")).isZero();
    assertThat(
            database.rows(
                """
                select partition_column, granularity, retention_months, retention_days
                from kalends.partition_config where table_name = 'Mixed % Case'\
                """))
        .containsExactly("At|week||");
    assertThat(database.value("select count(*) from pg_class")).isEqualTo(before);
    run("list", ODD_NAME);
    assertThat(captured.out()).contains("it's one").contains("two\\u001b[2J");
  }

  @Test
  void adoptTakesOverWhatPgPartmanWasTold() {
    database.execute(
        """
        create schema partman;
        create table partman.part_config (parent_table text, control text, partition_interval text,
          retention text, premake integer, retention_keep_table boolean);
        insert into partman.part_config
        values ('"Odd Schema"."Mixed % Case"', 'At', '7 days', '3 months', 9, true);
        """);
    database.executeAs(PostgresServer.SUPERUSER, Partman.extension("partman.part_config"));
    assertThat(run("adopt", ODD_NAME)).isZero();
    assertThat(captured.out()).contains("pg_partman").contains("3 months");
    assertThat(
            database.rows(
                """
                select granularity, retention_months, retention_action, future_partitions
                from kalends.partition_config where table_name = 'Mixed % Case'\
                """))
        .containsExactly("week|3|detach|9");
  }

  @Test
  void registerWritesOneRowAndChangesItLater() {
    assertThat(run("register", ODD_NAME, "--retention-days", "30", "--dry-run")).isZero();
    assertThat(captured.out())
        .contains("would be registered")
        .containsPattern("retention_days +30");
    assertThat(database.value("select count(*) from kalends.partition_config")).isEqualTo("2");
    assertThat(run("register", ODD_NAME, "--retention-days", "30")).isZero();
    assertThat(run("register", ODD_NAME, "--keep-forever", "--catch-all", "-o", "json")).isZero();
    assertThat(
            database.rows(
                """
                select retention_months, retention_days, catch_all
                from kalends.partition_config where table_name = 'Mixed % Case'\
                """))
        .containsExactly("||t");
    assertThat(json().get("settings").valueStream().map(each -> each.get("name").asString()))
        .contains("granularity", "retention_months")
        .doesNotContain("seen_at");
  }

  @Test
  void registerRefusesPoisonAndSaysWhichRule() {
    assertThat(run("register", "events", "--retention-months", "0")).isEqualTo(64);
    assertThat(captured.err()).contains("retention_months and retention_days must not both be 0");
    assertThat(run("register", "events", "--granularity", "fortnight")).isEqualTo(64);
    assertThat(captured.err()).contains("granularity must be hour, day, week");
    assertThat(run("register", "nowhere")).isEqualTo(64);
  }

  @Test
  void doctorFindsWhatAnUnprivilegedRoleLacks() {
    assertThat(run("doctor")).isEqualTo(3);
    assertThat(captured.out()).contains("pg_read_all_stats").contains("  → GRANT");
  }

  @Test
  void aServerThatIsNotThereEndsWith69AndSaysWhere() {
    assertThat(run("plan", "--url", "postgres://me:s3cret@127.0.0.1:1/db")).isEqualTo(69);
    assertThat(captured.err())
        .contains("me@127.0.0.1:1/db (--url)")
        .contains("the password in --url can be read by every user of this machine")
        .doesNotContain("s3cret");
  }

  @Test
  void aDatabaseThatIsNotThereEndsWith78() {
    var url = database.url().replace("/" + database.name(), "/nowhere");
    assertThat(run("health", "--url", url)).isEqualTo(78);
    assertThat(captured.err()).contains("nowhere");
  }

  @Test
  void withoutKalendsItSaysHowToInstall() {
    database.execute("drop schema kalends cascade");
    assertThat(run("plan")).isEqualTo(78);
    assertThat(captured.err()).contains("kalends install");
  }
}
