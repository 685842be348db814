package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is asked of periods and of the partitions made of them, in one session. */
record Periods(Session session) {
  static final LocalDate SINCE = LocalDate.of(1995, 1, 1);
  static final LocalDate UNTIL = LocalDate.of(2030, 1, 1);
  static final List<String> GRANULARITIES =
      List.of("hour", "day", "week", "month", "quarter", "year");
  static final List<String> ZONES =
      List.of("UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia");

  /** kalends.periods from one day to another, against java.time. */
  void beginAtTheZonesOwnMidnight(
      String granularity, String zone, LocalDate since, LocalDate until) {
    List<Instant> expected = new Calendar(granularity, ZoneId.of(zone)).beginnings(since, until);
    assertThat(
            bounds(
                "select lower_bound, upper_bound from kalends.periods('%1$s', '%2$s', timestamp '%3$s' at time zone '%2$s', timestamp '%4$s' at time zone '%2$s')"
                    .formatted(granularity, zone, since, until)))
        .isEqualTo(expected);
  }

  void haveNoGapAndNoOverlap(String granularity, String zone, String since, String until) {
    List<Instant> beginnings =
        bounds(
            "select * from kalends.periods('%s', '%s', '%s', '%s')"
                .formatted(granularity, zone, since, until));
    assertThat(beginnings).isSorted().doesNotHaveDuplicates();
  }

  List<Instant> bounds(String query) {
    return bounds("select *, null as partition_name from (%s) q".formatted(query), new HashSet<>());
  }

  /** The beginnings and the last end of bounds that must follow one upon the other. */
  List<Instant> bounds(String query, Set<String> names) {
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

  /** A day on which a table has one partition, and one on which it lacks all since, to noon. */
  record Window(LocalDate since, LocalDate asOf) {
    static Window of(String since, String asOf) {
      return new Window(LocalDate.parse(since), LocalDate.parse(asOf));
    }
  }

  /** What a table with one old partition lacks, looking back at most 5,000 periods. */
  void areWantedWithoutGapAndWithNamesOfTheirOwn(
      String granularity, String zone, String type, List<Window> windows) {
    String keyZone = type.equals("timestamptz") ? zone : "UTC";
    for (Window window : windows) {
      createManagedTable("t", type, granularity, zone, window.since());
      Set<String> names = new HashSet<>();
      List<Instant> wanted =
          bounds(
              "select * from kalends.missing_partitions('t', timestamp '%s 12:00' at time zone '%s', '{\"future_partitions\": 0}')"
                  .formatted(window.asOf(), zone),
              names);
      List<Instant> expected = expected(granularity, keyZone, window);
      int from = expected.indexOf(wanted.getFirst());
      assertThat(from).as("a beginning: %s", wanted.getFirst()).isNotNegative();
      assertThat(wanted).isEqualTo(expected.subList(from, expected.size()));
      // the one partition is that of noon, UTC, of the window's first day
      int before = granularity.equals("hour") ? 30 : 3;
      assertThat(wanted.size()).isGreaterThan(Math.min(expected.size() - before, 4990));
      assertThat(names).hasSize(wanted.size() - 1);
    }
  }

  /** All beginnings of the window, and as the last one the end of the period that holds noon. */
  private static List<Instant> expected(String granularity, String zone, Window window) {
    Calendar calendar = new Calendar(granularity, ZoneId.of(zone));
    List<Instant> expected = calendar.beginnings(window.since(), window.asOf().plusDays(1));
    Instant noon = window.asOf().atTime(12, 0).atZone(calendar.zone()).toInstant();
    while (expected.get(expected.size() - 2).isAfter(noon)) {
      expected.removeLast();
    }
    return expected;
  }

  /** The partitions of a table from 1995 to a day. */
  void haveNamesOfTheirOwn(String table, String granularity, String until) {
    assertThat(
            session.value(
                """
                select count(*) = count(distinct name) and max(octet_length(name::text)) <= 63 and bool_and(name <> '%1$s')
                from (select kalends.partition_name('%1$s', '%2$s', true, lower_bound at time zone 'UTC') as name
                      from kalends.periods('%2$s', 'UTC', '1995-01-01Z', '%3$sZ')) n
                """
                    .formatted(table, granularity, until)))
        .as(granularity)
        .isEqualTo("t");
  }

  void createManagedTable(
      String table, String type, String granularity, String zone, LocalDate first) {
    session.run(
        """
        drop table if exists %1$s;
        delete from kalends.partition_config where table_name = '%1$s';
        create table %1$s (at %2$s not null) partition by range (at);
        insert into kalends.partition_config (table_name, partition_column, granularity, time_zone, retention_months, retention_days)
        values ('%1$s', 'at', '%3$s', '%4$s', null, null);
        select kalends.create_partition_at('%1$s'::regclass, '%3$s', '%5$s 12:00Z');
        """
            .formatted(table, type, granularity, zone, first));
  }
}
