package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods of 35 years in zones near and far, in a session whose own zone is another. */
class PeriodsIT {
  private static final LocalDate SINCE = LocalDate.of(1995, 1, 1);
  private static final LocalDate UNTIL = LocalDate.of(2030, 1, 1);
  private static final List<String> GRANULARITIES =
      List.of("hour", "day", "week", "month", "quarter", "year");
  private static final List<String> ZONES =
      List.of("UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia");

  @RegisterExtension static final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSessionInAnotherZone() {
    session = Session.of(database);
    session.run("set timezone = 'Pacific/Kiritimati'");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  static Stream<Arguments> combinations() {
    return GRANULARITIES.stream().flatMap(g -> ZONES.stream().map(z -> Arguments.of(g, z)));
  }

  static Stream<Arguments> tables() {
    return combinations()
        .flatMap(
            c ->
                Stream.of("date", "timestamp", "timestamptz")
                    .filter(t -> !(t.equals("date") && c.get()[0].equals("hour")))
                    .map(t -> Arguments.of(c.get()[0], c.get()[1], t)));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void beginAtTheZonesOwnMidnightWithoutGapOrOverlap(String granularity, String zone) {
    List<Instant> expected = new Calendar(granularity, ZoneId.of(zone)).beginnings(SINCE, UNTIL);
    assertThat(
            bounds(
                "select lower_bound, upper_bound from kalends.periods('%1$s', '%2$s', timestamp '%3$s' at time zone '%2$s', timestamp '%4$s' at time zone '%2$s')"
                    .formatted(granularity, zone, SINCE, UNTIL)))
        .isEqualTo(expected);
  }

  private List<Instant> bounds(String query) {
    return bounds("select *, null as partition_name from (%s) q".formatted(query), new HashSet<>());
  }

  /** The beginnings and the last end of bounds that must follow one upon the other. */
  private List<Instant> bounds(String query, Set<String> names) {
    List<Instant> beginnings = new ArrayList<>();
    for (String row :
        session.rows(
            "select extract(epoch from lower_bound)::bigint, extract(epoch from upper_bound)::bigint, partition_name from (%s) b order by 1"
                .formatted(query))) {
      String[] columns = row.split("[|]", 3);
      Instant lower = Instant.ofEpochSecond(Long.parseLong(columns[0]));
      if (!beginnings.isEmpty() && !lower.equals(beginnings.removeLast())) {
        throw new AssertionError("a gap or an overlap before " + row);
      }
      beginnings.add(lower);
      beginnings.add(Instant.ofEpochSecond(Long.parseLong(columns[1])));
      names.add(columns[2]);
    }
    return beginnings;
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
      List<Instant> beginnings =
          bounds(
              "select * from kalends.periods('%s', '%s', '1995-01-01Z', '2030-01-01Z')"
                  .formatted(granularity, zone));
      assertThat(beginnings).isSorted().doesNotHaveDuplicates();
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

  /** What a table whose only partition is of 1995 lacks, looking back at most 5,000 periods. */
  @ParameterizedTest
  @MethodSource("tables")
  void areWantedOfATableOfAnyKeyWithoutGapAndWithNamesOfTheirOwn(
      String granularity, String zone, String type) {
    String keyZone = type.equals("timestamptz") ? zone : "UTC";
    createManagedTable("t", type, granularity, zone);
    for (LocalDate asOf : windows(granularity, type)) {
      Set<String> names = new HashSet<>();
      List<Instant> wanted =
          bounds(
              "select * from kalends.missing_partitions('t', timestamp '%s 12:00' at time zone '%s', '{\"future_partitions\": 0}')"
                  .formatted(asOf, zone),
              names);
      List<Instant> expected = expected(granularity, keyZone, asOf);
      int from = expected.indexOf(wanted.getFirst());
      assertThat(from).as("a beginning: %s", wanted.getFirst()).isNotNegative();
      assertThat(wanted).isEqualTo(expected.subList(from, expected.size()));
      assertThat(wanted.size()).isGreaterThan(Math.min(expected.size() - 2, 4990));
      assertThat(names).hasSize(wanted.size() - 1);
    }
  }

  /** All beginnings since 1995, and as the last one the end of the period that holds noon. */
  private static List<Instant> expected(String granularity, String zone, LocalDate asOf) {
    Calendar calendar = new Calendar(granularity, ZoneId.of(zone));
    List<Instant> expected = calendar.beginnings(SINCE, asOf.plusDays(1));
    Instant noon = asOf.atTime(12, 0).atZone(calendar.zone()).toInstant();
    while (expected.get(expected.size() - 2).isAfter(noon)) {
      expected.removeLast();
    }
    return expected;
  }

  /** For what cannot look back on all years at once. */
  private static List<LocalDate> windows(String granularity, String type) {
    LocalDate last = LocalDate.of(2029, 12, 31);
    if (!type.equals("timestamptz")) {
      return List.of(last);
    }
    return switch (granularity) {
      case "day" -> List.of(LocalDate.of(2008, 8, 1), LocalDate.of(2019, 3, 31), last);
      case "hour" -> List.of(LocalDate.of(2012, 4, 5));
      default -> List.of(last);
    };
  }

  private void createManagedTable(String table, String type, String granularity, String zone) {
    session.run(
        """
        drop table if exists %1$s;
        delete from kalends.partition_config where table_name = '%1$s';
        create table %1$s (at %2$s not null) partition by range (at);
        insert into kalends.partition_config (table_name, partition_column, granularity, time_zone, retention_months, retention_days)
        values ('%1$s', 'at', '%3$s', '%4$s', null, null);
        select kalends.create_partition_at('%1$s'::regclass, '%3$s', '1995-01-01 12:00Z');
        """
            .formatted(table, type, granularity, zone));
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
    createManagedTable("made", "timestamptz", granularity, zone);
    session.run(
        "drop table "
            + session.value(
                "select partition_name from kalends.partitions where table_name = 'made'"));
    String perform =
        "select status, message from kalends.perform('made', '%s', '{create}', '{\"future_partitions\": 40}', false)"
            .formatted(asOf);
    assertThat(session.rows(perform)).hasSize(41).allMatch(row -> row.startsWith("done|"));
    assertThat(session.rows(perform)).isEmpty();
    assertThat(bounds("select * from kalends.partition_bounds('made'::regclass)")).hasSize(42);
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
      assertThat(
              session.value(
                  """
                  select count(*) = count(distinct name) and max(octet_length(name::text)) <= 63 and bool_and(name <> '%1$s')
                  from (select kalends.partition_name('%1$s', '%2$s', true, lower_bound at time zone 'UTC') as name
                        from kalends.periods('%2$s', 'UTC', '1995-01-01Z', '2005-01-01Z')) n
                  """
                      .formatted(table, granularity)))
          .as(granularity)
          .isEqualTo("t");
    }
  }
}
