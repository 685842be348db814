package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.Background;
import io.kalends.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The catch-all: made on request, watched, and drained without a row being missing for a moment.
 */
class CatchAllIT {
  private static final String CREATE =
      "select action, partition_name, status, message, row_estimate from kalends.perform('t',"
          + " now(), '{create}', '{}', false)";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createATableWithACatchAll() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id bigint generated always as identity, at timestamptz not null, n int not null default 0,
          twice int generated always as (n * 2) stored) partition by range (at);
        select kalends.register('t', '{"future_partitions": 0, "catch_all": true, "drain_rows": 1000}');
        """);
    session.run(CREATE);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void isMadeOnlyOnRequestAndOnce() {
    assertThat(session.value("select to_regclass('t_default')")).isEqualTo("t_default");
    assertThat(session.rows(CREATE)).isEmpty();
    session.run("drop table t_default; update kalends.partition_config set catch_all = false");
    assertThat(session.rows(CREATE)).isEmpty();
  }

  @Test
  void takesWhatHasNoPartitionAndHealthSaysSo() {
    assertThat(session.rows("select finding from kalends.health()")).isEmpty();
    session.run("insert into t (at) values (now() + interval '40 days')");
    assertThat(session.rows("select finding, subject from kalends.health()"))
        .containsExactly("catch_all_rows|t_default");
    session.run("update kalends.partition_config set future_partitions = 3");
    Maintenance.completes(session);
    assertThat(session.rows("select finding from kalends.health()")).isEmpty();
    assertThat(
            session.value(
                "select count(*), count(*) filter (where tableoid = 't_default'::regclass) from t"))
        .isEqualTo("1|0");
  }

  @Test
  void isDrainedInBatchesThatNeverExceedTheBudget() {
    session.run(
        "insert into t (at, n) select now() + interval '40 days' + i * interval '1 minute', i from"
            + " generate_series(1, 3500) i");
    session.run("update kalends.partition_config set future_partitions = 3");
    List<String> acts = drain();
    assertThat(acts)
        .filteredOn(row -> row.startsWith("drain|"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(row -> row.contains("|done|"));
    assertThat(session.number("select max(row_count) from kalends.ledger where action = 'drain'"))
        .isLessThanOrEqualTo(1000);
    assertThat(session.value("select count(*), sum(n), sum(twice), count(distinct id) from t"))
        .isEqualTo("3500|6126750|12253500|3500");
    assertThat(session.number("select count(*) from t_default")).isZero();
  }

  private List<String> drain() {
    List<String> acts = new ArrayList<>();
    for (List<String> some = session.rows(CREATE); !some.isEmpty(); some = session.rows(CREATE)) {
      acts.addAll(some);
      assertThat(acts).hasSizeLessThan(100);
    }
    return acts;
  }

  @Test
  void isDrainedOfManyRowsOfOneInstantAtOnceSinceTheyCannotBeParted() {
    session.run(
        "insert into t (at) select date_trunc('month', now()) + interval '45 days' from"
            + " generate_series(1, 2500)");
    session.run(
        "insert into t (at) select date_trunc('month', now()) + interval '45 days 1 second' from"
            + " generate_series(1, 10)");
    session.run("update kalends.partition_config set future_partitions = 3");
    drain();
    assertThat(session.value("select count(*) from only t_default")).isEqualTo("0");
    assertThat(session.value("select count(*) from t")).isEqualTo("2510");
  }

  @Test
  void losesNoRowFromSightWhileItIsDrained() throws Exception {
    session.run(
        "insert into t (at) select now() + interval '40 days' + i * interval '1 minute' from"
            + " generate_series(1, 5000) i");
    session.run("update kalends.partition_config set future_partitions = 6");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Long> fewest = Background.start(() -> fewestSeen(stop));
    CompletableFuture<Integer> written = Background.start(() -> write(stop));
    drainBesideOthers();
    stop.set(true);
    assertThat(fewest.get()).isGreaterThanOrEqualTo(5000);
    assertThat(written.get()).isPositive();
    assertThat(session.number("select count(*) from t")).isEqualTo(5000 + written.get());
    assertThat(
            session.number(
                "select count(*) from t_default where at < (select max(upper_bound) from"
                    + " kalends.partitions)"))
        .isZero();
  }

  /** A lock that is not had in time makes an act busy; the next pass does it. */
  private void drainBesideOthers() {
    for (int pass = 0; pass < 200 && !session.rows(CREATE).isEmpty(); pass++) {
      assertThat(session.rows("select message from kalends.ledger where outcome = 'failed'"))
          .isEmpty();
    }
    assertThat(session.rows(CREATE)).isEmpty();
  }

  private long fewestSeen(AtomicBoolean stop) {
    long fewest = Long.MAX_VALUE;
    try (Session reader = Session.of(database)) {
      while (!stop.get()) {
        fewest = Math.min(fewest, reader.number("select count(*) from t"));
      }
    }
    return fewest;
  }

  private int write(AtomicBoolean stop) {
    int written = 0;
    try (Session writer = Session.of(database)) {
      while (!stop.get()) {
        written +=
            writer.count(
                "insert into t (at) values (now() + interval '45 days' + random() * interval '90"
                    + " days')");
      }
    }
    return written;
  }

  @Test
  void doesNotLoseAnUpdateThatRacesTheDrain() throws Exception {
    session.run("insert into t (at, n) values (now() + interval '40 days', 1)");
    session.run("update kalends.partition_config set future_partitions = 3");
    try (Session writer = Session.of(database)) {
      writer.run("begin; update t set n = 2");
      assertThat(session.rows(CREATE))
          .isNotEmpty()
          .allMatch(row -> row.contains("|busy|in the way: pid"));
      writer.run("commit");
      CompletableFuture<Integer> late;
      session.run("begin");
      session.rows(CREATE);
      late = Background.start(() -> writer.count("update t set n = n + 40"));
      await()
          .until(
              () ->
                  database
                      .value(
                          "select count(*) from pg_stat_activity where datname = current_database()"
                              + " and wait_event_type = 'Lock'")
                      .equals("1"));
      session.run("commit");
      int touched = late.handle((count, error) -> error == null ? count : 0).get();
      assertThat(session.value("select n, twice, tableoid = 't_default'::regclass from t"))
          .isEqualTo(touched == 1 ? "42|84|f" : "2|4|f");
    }
  }

  @Test
  void keepsAbsurdRowsAndReportsThem() {
    session.run(
        "insert into t (at) values ('2100-06-01'), ('infinity'), ('-infinity'), ('1970-01-01')");
    session.run("update kalends.partition_config set future_partitions = 3");
    Maintenance.completes(session);
    assertThat(session.number("select count(*) from t_default")).isEqualTo(4);
    assertThat(session.rows("select finding, detail from kalends.health()"))
        .singleElement()
        .asString()
        .contains("catch_all_rows", "rows lie in the catch-all");
    assertThat(session.number("select count(*) from kalends.partitions where table_name = 't'"))
        .isEqualTo(5);
  }

  @Test
  void doesNotKeepExpiredPartitionsFromBeingDropped() {
    session.run(
        "create table t_old partition of t for values from ('2020-01-01') to ('2020-02-01')");
    Maintenance.completes(session);
    assertThat(session.value("select to_regclass('t_old') is null")).isEqualTo("t");
    assertThat(
            session.value("select distinct lock_mode from kalends.ledger where action = 'detach'"))
        .isEqualTo("ACCESS EXCLUSIVE");
  }
}
