package io.kalends.sql;

import static io.kalends.sql.Periods.GRANULARITIES;
import static io.kalends.sql.Periods.SINCE;
import static io.kalends.sql.Periods.UNTIL;
import static io.kalends.sql.Periods.ZONES;

import io.kalends.sql.Periods.Window;
import io.kalends.testing.Sweep;
import io.kalends.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PeriodsIT} for every granularity in every zone and for every kind of key: 35 years. */
@Tag("sweep")
class PeriodsSweepIT {
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
    return Sweep.of(
        GRANULARITIES.stream().flatMap(g -> ZONES.stream().map(z -> Arguments.of(g, z))));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void beginAtTheZonesOwnMidnightWithoutGapOrOverlap(String granularity, String zone) {
    periods.beginAtTheZonesOwnMidnight(granularity, zone, SINCE, UNTIL);
  }

  static Stream<String> zonesThatChangeTheirClocksAtMidnight() {
    return Sweep.of(
        Stream.of(
            "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Asia/Amman"));
  }

  @ParameterizedTest
  @MethodSource("zonesThatChangeTheirClocksAtMidnight")
  void haveNoGapAndNoOverlapWhereMidnightIsSkippedOrComesTwice(String zone) {
    periods.haveNoGapAndNoOverlap("hour", zone, "1995-01-01Z", "2030-01-01Z");
  }

  static Stream<String> longNames() {
    return Sweep.of(
        Stream.of(
            "a_name_of_sixty_three_bytes_that_leaves_no_room_for_any_suffix_",
            "эта_таблица_имеет_имя_из_многих",
            "表表表表表表表表表表表表表表表表表表表表表",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
            "short"));
  }

  @ParameterizedTest
  @MethodSource("longNames")
  void haveNamesWithinSixtyThreeBytesThatAreTheirOwn(String table) {
    for (String granularity : GRANULARITIES) {
      periods.haveNamesOfTheirOwn(table, granularity, "2005-01-01");
    }
  }

  static Stream<Arguments> tables() {
    return Sweep.of(
        GRANULARITIES.stream()
            .flatMap(g -> ZONES.stream().map(z -> Arguments.of(g, z)))
            .flatMap(
                c ->
                    Stream.of("date", "timestamp", "timestamptz")
                        .filter(t -> !(t.equals("date") && c.get()[0].equals("hour")))
                        .map(t -> Arguments.of(c.get()[0], c.get()[1], t))));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void areWantedOfATableOfAnyKeyWithoutGapAndWithNamesOfTheirOwn(
      String granularity, String zone, String type) {
    periods.areWantedWithoutGapAndWithNamesOfTheirOwn(
        granularity,
        zone,
        type,
        windows(granularity, type).map(asOf -> Window.of("1995-01-01", asOf)).toList());
  }

  /** For what cannot look back on all years at once. */
  private static Stream<String> windows(String granularity, String type) {
    if (!type.equals("timestamptz")) {
      return Stream.of("2029-12-31");
    }
    return switch (granularity) {
      case "day" -> Stream.of("2008-08-01", "2019-03-31", "2029-12-31");
      case "hour" -> Stream.of("2012-04-05");
      default -> Stream.of("2029-12-31");
    };
  }
}
