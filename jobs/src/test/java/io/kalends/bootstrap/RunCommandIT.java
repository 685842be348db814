package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.cli.Captured;
import io.kalends.cli.Cli;
import io.kalends.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs as a caller sees them, Spring context and all. */
@Execution(ExecutionMode.CONCURRENT)
class RunCommandIT {
  private static final String EVENTS =
      """
      create table public.events (id bigint, "timestamp" timestamptz not null)
        partition by range ("timestamp");
      create table public.events_old partition of public.events
        for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00');
      insert into public.events select i, '2024-01-05 00:00+00' from generate_series(1, 1000) i;
      """;

  private static final String DAYS =
      """
      create table public.days (day date not null) partition by range (day);
      do $$
      begin
        for i in 0..149 loop
          execute format('create table public.days_%s partition of public.days for values from (%L) to (%L)',
            i, date '2025-01-01' + i, date '2025-01-02' + i);
        end loop;
      end
      $$;
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Captured captured = Captured.pipe();

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> more, String... arguments) {
    captured = Captured.pipe();
    var environment = new HashMap<>(more);
    environment.put("KALENDS_URL", database.url());
    return new Cli(captured.terminal, new Wiring(environment)::open).run(arguments);
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(captured.out());
  }

  @Test
  void theMaintenanceSaysWhatItDidAndThenFindsNothingToDo() {
    database.execute(EVENTS);
    assertThat(run("run", "maintenance")).isZero();
    assertThat(captured.out())
        .startsWith("maintenance as of ")
        .containsPattern("public\\.events +created \\d+, analyzed \\d+, detached 1, dropped 1 \\(")
        .containsPattern("total: 1 table, created \\d+")
        .containsPattern("run 1 done in ");
    assertThat(run("run", "maintenance", "--output", "json")).isZero();
    assertThat(json().get("status").asString()).isEqualTo("nothing_to_do");
    assertThat(run("plan", "--detailed-exitcode")).isZero();
  }

  @Test
  void aRunLeavesNothingDetachedThatItWasToDrop() {
    database.execute(DAYS);
    assertThat(run("register", "days", "--retention-days", "30", "--max-drops-per-run", "500"))
        .isZero();
    assertThat(run("run", "drop", "table=days", "-o", "json")).isZero();
    assertThat(json().at("/totals/detach").asInt()).isEqualTo(150);
    assertThat(json().at("/totals/drop").asInt()).isEqualTo(150);
    assertThat(database.value("select count(*) from kalends.detached_partition")).isEqualTo("0");
  }

  @Test
  void oneBadTableIsNamedAndTheOthersAreDone() {
    database.execute(EVENTS);
    database.execute(DAYS);
    run("register", "days", "--keep-forever");
    database.execute(
        "update kalends.partition_config set partition_column = 'gone' where table_name = 'days'");
    assertThat(run("run", "maintenance")).isEqualTo(1);
    assertThat(captured.out())
        .containsPattern("public\\.events +created")
        .contains("public.days has no column gone")
        .contains("failed");
    assertThat(run("run", "maintenance", "--dry-run")).isEqualTo(1);
    assertThat(captured.out()).contains("fault public.days");
  }

  @Test
  void runsTellTheirHistory() {
    database.execute(EVENTS);
    assertThat(run("runs")).isZero();
    assertThat(captured.out()).contains("no runs yet");
    run("run", "create");
    assertThat(run("runs", "list", "-o", "json")).isZero();
    assertThat(json().at("/runs/0/job").asString()).isEqualTo("create");
    var id = json().at("/runs/0/run_id").asString();
    assertThat(run("runs", "show", id)).isZero();
    assertThat(captured.out()).contains("create:public.events").contains("completed");
    assertThat(run("runs", "recover")).isZero();
    assertThat(run("runs", "stop")).isZero();
    assertThat(run("runs", "show", "999")).isEqualTo(64);
  }

  @Test
  void installAndUninstallLeavePartitionsAndData() {
    database.execute(EVENTS);
    assertThat(run("install")).isZero();
    assertThat(run("uninstall", "--yes")).isZero();
    assertThat(database.value("select count(*) from public.events")).isEqualTo("1000");
    assertThat(database.value("select count(*) from pg_namespace where nspname = 'kalends'"))
        .isEqualTo("0");
    assertThat(run("install", "-o", "json")).isZero();
    assertThat(json().get("changed").asBoolean()).isTrue();
    assertThat(run("install")).isZero();
    assertThat(captured.out()).contains("up to date");
  }
}
