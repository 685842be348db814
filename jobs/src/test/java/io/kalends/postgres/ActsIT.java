package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kalends.domain.Action;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.TransactionMode;
import io.kalends.domain.Verdict;
import io.kalends.postgres.Acted.Kind;
import io.kalends.testing.Background;
import io.kalends.testing.ManualTicker;
import io.kalends.testing.Months;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActsIT {
  private static final TableName EVENTS = new TableName("public", "events");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Station station;
  private Mandate mandate;

  @BeforeEach
  void takeTheLease() {
    database.execute(Months.table("events", 14));
    station = new Station(database, "aaaaaaaaaaaa", new ManualTicker());
    mandate = station.leases.take(EVENTS, 1, "maintenance");
  }

  @AfterEach
  void leave() {
    station.close();
  }

  private static Action action(String kind, String... statements) {
    return new Action(
        1,
        EVENTS,
        Step.CREATE,
        kind,
        null,
        null,
        null,
        List.of(statements),
        TransactionMode.ONE,
        "ACCESS EXCLUSIVE",
        "public.events",
        null,
        0,
        0,
        Verdict.DO,
        null);
  }

  private String ledger() {
    return database.value(
        "select coalesce(string_agg(action || ' ' || outcome, ','), '') from kalends.ledger");
  }

  @Test
  void anActAndItsLineInTheLedgerAreOneTransaction() {
    Action create = station.plan(EVENTS, Step.CREATE, "create").getFirst();
    assertThat(station.acts.act(mandate, create).kind()).isEqualTo(Kind.DONE);
    assertThat(ledger()).isEqualTo("create done");
    assertThat(station.plan(EVENTS, Step.CREATE, "create")).doesNotContain(create);
  }

  @Test
  void aStatementThatFailsLeavesNeitherTracesNorALine() {
    Acted acted =
        station.acts.act(
            mandate, action("create", "create table public.half (a int)", "select 1 / 0"));
    assertThat(acted.kind()).isEqualTo(Kind.FAILED);
    assertThat(acted.message()).contains("division by zero").contains("public.events");
    assertThat(database.value("select to_regclass('public.half') is null")).isEqualTo("t");
    assertThat(ledger()).isEmpty();
  }

  @Test
  void whoseLeaseWasTakenOverChangesNothing() {
    Action create = station.plan(EVENTS, Step.CREATE, "create").getFirst();
    database.execute("update kalends.lease set epoch = epoch + 1, owner = 'kalends:b'");
    assertThatThrownBy(() -> station.acts.act(mandate, create))
        .isInstanceOf(Busy.class)
        .hasMessageContaining("public.events was taken over");
    Action detach = station.plan(EVENTS, Step.DROP, "detach").getFirst();
    assertThatThrownBy(() -> station.acts.act(mandate, detach)).isInstanceOf(Busy.class);
    assertThat(ledger()).isEmpty();
    assertThat(database.value("select count(*) from kalends.intent")).isEqualTo("0");
  }

  @Test
  void aRelationThatChangedMeanwhileIsToBePlannedAgain() {
    Action create = station.plan(EVENTS, Step.CREATE, "create").getFirst();
    assertThat(station.acts.act(mandate, create).kind()).isEqualTo(Kind.DONE);
    assertThat(station.acts.act(mandate, create).kind()).isEqualTo(Kind.CHANGED);
  }

  @Test
  void aTableThatAnotherSessionCreatesAtTheSameMomentIsToBePlannedAgain() throws Exception {
    String create = "create table public.both (a int)";
    var other = OpenTransaction.of(database.connect(), create);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      var second =
          Background.start(
              () ->
                  assertThatExceptionOfType(SQLException.class)
                      .isThrownBy(() -> statement.execute(create))
                      .actual());
      await()
          .until(
              () ->
                  database
                      .value(
                          "select count(*) from pg_stat_activity where datname ="
                              + " current_database() and wait_event_type = 'Lock'")
                      .equals("1"));
      other.close();
      assertThat(second.get().getSQLState()).isEqualTo("23505");
      assertThat(Errors.isChanged(second.get())).isTrue();
    }
  }

  @Test
  void aDuplicateRowOfATableIsNotToBePlannedAgain() {
    database.execute("create table public.once (a int unique); insert into public.once values (1)");
    Acted acted = station.acts.act(mandate, action("create", "insert into public.once values (1)"));
    assertThat(acted.kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aHolderOfTheLockIsNamedWhenTheDeadlineIsOver() throws Exception {
    try (OpenTransaction reader =
        OpenTransaction.of(database.connect(), "select count(*) from public.events")) {
      Acted acted =
          station.acts.act(
              mandate, action("create", "lock public.events in access exclusive mode"));
      assertThat(acted.kind()).isEqualTo(Kind.BUSY);
      assertThat(acted.waitedMs()).as("the deadline").isEqualTo(1000L);
      assertThat(acted.message())
          .contains("pid " + reader.pid())
          .contains("idle in transaction")
          .contains("select count(*) from public.events");
    }
  }

  @Test
  void whatHoldsALockForLongerThanTheBudgetIsCutShort() {
    Acted acted =
        station.acts.act(mandate, action("drain", "lock public.events", "select pg_sleep(5)"));
    assertThat(acted.kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(ledger()).isEmpty();
  }

  @Test
  void onlyWhatKalendsHasDetachedIsDropped() {
    database.execute("create table public.precious (a int)");
    Action drop =
        new Action(
            1,
            EVENTS,
            Step.DROP,
            "drop",
            new TableName("public", "precious"),
            null,
            null,
            List.of("drop table public.precious"),
            TransactionMode.EACH,
            "ACCESS EXCLUSIVE",
            "public.precious",
            null,
            0,
            0,
            Verdict.DO,
            null);
    Acted acted = station.acts.act(mandate, drop);
    assertThat(acted.kind()).isEqualTo(Kind.REFUSED);
    assertThat(acted.message()).contains("Kalends has not detached it");
    assertThat(database.value("select to_regclass('public.precious') is null")).isEqualTo("f");
  }

  @Test
  void aDetachIsNotedBeforeAndBookedAfter() {
    Action detach = station.plan(EVENTS, Step.DROP, "detach").getFirst();
    assertThat(detach.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(station.acts.act(mandate, detach).kind()).isEqualTo(Kind.DONE);
    assertThat(ledger()).isEqualTo("detach done");
    assertThat(database.value("select count(*) from kalends.intent")).isEqualTo("0");
    assertThat(database.value("select partition_name from kalends.detached_partition"))
        .isEqualTo(detach.subject().name());
  }
}
