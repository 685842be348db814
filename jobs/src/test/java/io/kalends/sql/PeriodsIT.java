package io.kalends.sql;

import static io.kalends.sql.Periods.GRANULARITIES;
import static io.kalends.sql.Periods.SINCE;
import static io.kalends.sql.Periods.UNTIL;
import static io.kalends.sql.Periods.ZONES;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sql.Periods.Window;
import io.kalends.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods of 35 years in zones near and far, in a session whose own zone is another. */
@Tag("slow")
class PeriodsIT {
  @RegisterExtension static final TestDatabase database = TestDatabase.installed();
  private Session session;
  private Periods periods;

  @BeforeEach
  void openSessionInAnotherZone() {
    session = Session.of(database);
    session.run("set timezone = 'Pacific/Kiritimati'");
    periods = new Periods(session);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  static Stream<Arguments> combinations() {
    return GRANULARITIES.stream()
        .filter(g -> !g.equals("hour"))
        .flatMap(g -> ZONES.stream().map(z -> Arguments.of(g, z)));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void beginAtTheZonesOwnMidnightWithoutGapOrOverlap(String granularity, String zone) {
    periods.beginAtTheZonesOwnMidnight(granularity, zone, SINCE, UNTIL);
  }

  /** The day before, the day of and the day after the zone's latest changes of the clock. */
  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"})
  void ofAnHourBeginOnTheHourAroundEachChangeOfTheClock(String zone) {
    List<LocalDate> days = new ArrayList<>(List.of(LocalDate.of(2026, 7, 1)));
    Instant before = Instant.parse("2026-12-01T00:00:00Z");
    for (int i = 0; i < 4; i++) {
      ZoneOffsetTransition change = ZoneId.of(zone).getRules().previousTransition(before);
      if (change != null) {
        before = change.getInstant();
        days.add(LocalDate.ofInstant(before, ZoneId.of(zone)));
      }
    }
    days.add(LocalDate.of(2011, 12, 30));
    for (LocalDate day : days) {
      periods.beginAtTheZonesOwnMidnight("hour", zone, day.minusDays(1), day.plusDays(2));
    }
  }

  /** Also for zones that change their clocks at midnight, where two opinions are possible. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Sao_Paulo",
        "America/Havana",
        "Asia/Beirut",
        "Africa/Cairo",
        "Asia/Amman"
      })
  void haveNoGapAndNoOverlapWhereMidnightIsSkippedOrComesTwice(String zone) {
    for (String granularity : GRANULARITIES) {
      boolean hours = granularity.equals("hour");
      periods.haveNoGapAndNoOverlap(
          granularity,
          zone,
          hours ? "2014-01-01Z" : "1995-01-01Z",
          hours ? "2016-01-01Z" : "2030-01-01Z");
    }
  }

  @Test
  void haveNoDayThatApiaSkipped() {
    assertThat(
            session.rows(
                "select lower_bound at time zone 'Pacific/Apia' from kalends.periods('day',"
                    + " 'Pacific/Apia', '2011-12-29Z', '2012-01-01Z')"))
        .doesNotContain("2011-12-30 00:00:00")
        .contains("2011-12-29 00:00:00", "2011-12-31 00:00:00");
  }

  @Test
  void haveAsManyHoursADayAsTheDayHas() {
    String hours =
        "select count(*) from kalends.periods('hour', 'Europe/Berlin', '%s Europe/Berlin', '%s"
            + " Europe/Berlin')";
    assertThat(session.number(hours.formatted("2026-03-29", "2026-03-30"))).isEqualTo(23);
    assertThat(session.number(hours.formatted("2026-10-25", "2026-10-26"))).isEqualTo(25);
    assertThat(session.number(hours.formatted("2026-10-26", "2026-10-27"))).isEqualTo(24);
  }

  /** Each granularity with each kind of key, in a zone of the five; all of them: the sweep. */
  static Stream<Arguments> tables() {
    List<Arguments> tables = new ArrayList<>();
    for (String granularity : GRANULARITIES) {
      for (String type : List.of("date", "timestamp", "timestamptz")) {
        if (!(type.equals("date") && granularity.equals("hour"))) {
          tables.add(Arguments.of(granularity, ZONES.get(tables.size() % ZONES.size()), type));
        }
      }
    }
    return tables.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void areWantedOfATableOfAnyKeyWithoutGapAndWithNamesOfTheirOwn(
      String granularity, String zone, String type) {
    periods.areWantedWithoutGapAndWithNamesOfTheirOwn(
        granularity, zone, type, aroundChangesOfTheClock(granularity));
  }

  private static List<Window> aroundChangesOfTheClock(String granularity) {
    return switch (granularity) {
      case "hour" ->
          List.of(Window.of("2026-03-01", "2026-04-05"), Window.of("2026-10-20", "2026-11-05"));
      case "day" ->
          List.of(Window.of("2025-02-01", "2026-11-05"), Window.of("2011-11-01", "2012-01-31"));
      default -> List.of(Window.of("1995-01-01", "2029-12-31"));
    };
  }

  /** Around a day of 23 hours, one of 25, and the one that Apia skipped. */
  @ParameterizedTest
  @CsvSource({
    "hour, America/New_York, 2026-03-07 10:00Z",
    "hour, Europe/Berlin, 2026-10-24 10:00Z",
    "hour, Pacific/Apia, 2011-12-29 20:00Z",
    "day, Pacific/Apia, 2011-12-20 10:00Z",
    "week, Asia/Kathmandu, 2026-10-24 10:00Z",
    "quarter, America/New_York, 2026-10-24 10:00Z",
    "year, Europe/Berlin, 2026-10-24 10:00Z"
  })
  void becomePartitionsThatTakeEveryRowAndAreCreatedOnce(
      String granularity, String zone, String asOf) {
    periods.createManagedTable("made", "timestamptz", granularity, zone, SINCE);
    session.run(
        "drop table "
            + session.value(
                "select partition_name from kalends.partitions where table_name = 'made'"));
    String perform =
        "select status, message from kalends.perform('made', '%s', '{create}', '{\"future_partitions\": 40}', false)"
            .formatted(asOf);
    assertThat(session.rows(perform)).hasSize(41).allMatch(row -> row.startsWith("done|"));
    assertThat(session.rows(perform)).isEmpty();
    assertThat(periods.bounds("select * from kalends.partition_bounds('made'::regclass)"))
        .hasSize(42);
    session.run(
        "insert into made select generate_series(timestamptz '%1$s', timestamptz '%1$s' + 39 * kalends.period_step('%2$s'), kalends.period_step('%2$s') / 3)"
            .formatted(asOf, granularity));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_name_of_sixty_three_bytes_that_leaves_no_room_for_any_suffix_",
        "эта_таблица_имеет_имя_из_многих",
        "表表表表表表表表表表表表表表表表表表表表表",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "short"
      })
  void haveNamesWithinSixtyThreeBytesThatAreTheirOwn(String table) {
    for (String granularity : GRANULARITIES) {
      periods.haveNamesOfTheirOwn(
          table, granularity, granularity.equals("hour") ? "1995-01-15" : "2000-01-01");
    }
  }
}
