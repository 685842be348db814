package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.TableName;
import io.kalends.testing.ManualTicker;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeasesIT {
  private static final TableName EVENTS = new TableName("public", "events");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private final ManualTicker ticker = new ManualTicker();

  @Test
  void aLivingHolderIsLeftAloneAndNamed() {
    try (Station first = new Station(database, "first");
        Station second = new Station(database, "second", ticker);
        Presence presence = first.present(() -> {}, Station.TTL)) {
      first.leases.take(EVENTS, 1, "create");
      assertThatThrownBy(() -> second.leases.take(EVENTS, 2, "create"))
          .isInstanceOf(Busy.class)
          .hasMessageContaining(
              "public.events is being worked on by %s on test (pid "
                  .formatted(Station.owner(database, "first")))
          .message()
          .matches("(?s).*, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\)");
      assertThat(ticker.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
          .as("a step of another job is waited for")
          .isEqualTo(Duration.ofSeconds(10));
      assertThat(presence).isNotNull();
    }
  }

  @Test
  void aDeadHoldersSessionsAreEndedBeforeItsLeaseIsTaken() {
    try (Station dead = new Station(database, "dead");
        Station next = new Station(database, "next")) {
      Mandate old = dead.leases.take(EVENTS, 1, "create");
      Mandate taken = next.leases.take(EVENTS, 2, "create");
      assertThat(taken.epoch()).isGreaterThan(old.epoch());
      assertThat(
              database.value(
                  "select count(*) from pg_stat_activity where application_name = '%s'"
                      .formatted(Station.owner(database, "dead"))))
          .isEqualTo("0");
    }
  }

  @Test
  void whoNoLongerBeatsIsTakenForDead() {
    Duration ttl = Duration.ofSeconds(30);
    try (Station paused = new Station(database, "paused");
        Station next = new Station(database, "next");
        Presence presence = paused.present(() -> {}, ttl)) {
      paused.leases.take(EVENTS, 1, "create");
      database.execute("update kalends.process set heartbeat_at = now() - interval '1 hour'");
      assertThat(next.leases.take(EVENTS, 2, "create").epoch()).isEqualTo(2);
      assertThat(presence).isNotNull();
    }
  }

  @Test
  void aReleasedLeaseIsFreeAndItsEpochIsOver() {
    try (Station first = new Station(database, "first");
        Station second = new Station(database, "second");
        Presence presence = first.present(() -> {}, Station.TTL)) {
      first.leases.release(first.leases.take(EVENTS, 1, "create"));
      assertThat(second.leases.take(EVENTS, 2, "create").epoch()).isEqualTo(2);
      assertThat(presence).isNotNull();
    }
  }
}
