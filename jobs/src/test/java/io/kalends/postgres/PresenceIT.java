package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PresenceIT {
  /** So long that nobody beats by himself while a test lasts. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(30);
  private static final String RUN = "maintenance 2026-11-20";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private final AtomicBoolean stopped = new AtomicBoolean();

  /** Returns when they are gone, and their locks. */
  private void killBackends(String owner) {
    database.execute(
        "select pg_terminate_backend(pid, 60000) from pg_stat_activity where application_name = '%s'"
            .formatted(owner));
  }

  @Test
  void theLockOfARunHasOneHolder() {
    try (Station a = new Station(database, "a");
        Station b = new Station(database, "b");
        Presence first = a.present(() -> {}, LONG);
        Presence second = b.present(() -> {}, LONG)) {
      assertThat(first.tryLock(RUN)).isTrue();
      assertThat(second.tryLock(RUN)).isFalse();
      assertThat(new RunLocks(b.database, Station.TTL).holder(RUN))
          .hasValueSatisfying(
              holder -> {
                assertThat(holder.owner()).isEqualTo(Station.owner(database, "a"));
                assertThat(holder.live()).isTrue();
              });
      first.unlock();
      assertThat(second.tryLock(RUN)).isTrue();
    }
  }

  @Test
  void aRequestToStopIsHeardAtTheNextBeat() {
    try (Station a = new Station(database, "a");
        Presence presence = a.present(() -> stopped.set(true), LONG)) {
      assertThat(presence.tryLock(RUN)).isTrue();
      database.execute("update kalends.process set stop_requested = true");
      assertThat(stopped).isFalse();
      presence.beatOrReconnect();
      assertThat(stopped).isTrue();
    }
  }

  @Test
  void beatsByItself() {
    try (Station a = new Station(database, "a");
        Presence presence = a.present(() -> stopped.set(true), SHORT)) {
      assertThat(presence.tryLock(RUN)).isTrue();
      database.execute("update kalends.process set stop_requested = true");
      await().pollInterval(Duration.ofMillis(5)).untilTrue(stopped);
    }
  }

  private void bookRun(String end) {
    database.execute(
        """
        insert into kalends.batch_job_instance values (1, 0, 'maintenance', 'key');
        insert into kalends.batch_job_execution (job_execution_id, job_instance_id, create_time, end_time)
          values (1, 1, now(), %s);
        insert into kalends.batch_job_execution_params values (1, 'identity', 'text', '%s', 'N');
        """
            .formatted(end, RUN));
  }

  /** The first finds the connection lost, the second makes another. */
  private static void beatTwice(Presence presence) {
    presence.beatOrReconnect();
    presence.beatOrReconnect();
  }

  @Test
  void whoseRunWasEndedBySomebodyElseStops() {
    try (Station a = new Station(database, "a");
        Presence presence = a.present(() -> stopped.set(true), LONG)) {
      bookRun("now()");
      presence.tryLock(RUN);
      killBackends(Station.owner(database, "a"));
      beatTwice(presence);
      assertThat(stopped).isTrue();
    }
  }

  @Test
  void aLostConnectionIsTakenUpAgainWithItsLock() {
    try (Station a = new Station(database, "a");
        Station b = new Station(database, "b");
        Presence presence = a.present(() -> stopped.set(true), LONG)) {
      bookRun("null");
      presence.tryLock(RUN);
      killBackends(Station.owner(database, "a"));
      RunLocks locks = new RunLocks(b.database, Station.TTL);
      assertThat(locks.holder(RUN)).isEmpty();
      beatTwice(presence);
      assertThat(locks.holder(RUN)).isPresent();
      assertThat(stopped).isFalse();
    }
  }

  @Test
  void whoseLockIsGoneStops() {
    try (Station a = new Station(database, "a");
        Station b = new Station(database, "b");
        Presence first = a.present(() -> stopped.set(true), LONG);
        Presence second = b.present(() -> {}, LONG)) {
      bookRun("null");
      first.tryLock(RUN);
      killBackends(Station.owner(database, "a"));
      assertThat(second.tryLock(RUN)).isTrue();
      beatTwice(first);
      assertThat(stopped).isTrue();
    }
  }

  @Test
  void whoLeavesIsNoLongerOnTheList() {
    try (Station a = new Station(database, "a")) {
      a.present(() -> {}, LONG).close();
      assertThat(database.value("select count(*) from kalends.process")).isEqualTo("0");
    }
  }
}
