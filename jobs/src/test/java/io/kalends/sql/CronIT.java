package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cron expressions as Unix has them: what they mean, when they are due, and what is refused. */
class CronIT {
  @RegisterExtension static final TestDatabase database = TestDatabase.installed();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          30 2 * * *; Europe/Berlin; 2026-03-28T12:00Z; 2026-03-29T01:30Z; 2026-03-30T00:30Z
          30 2 * * *; Europe/Berlin; 2026-10-24T12:00Z; 2026-10-25T00:30Z; 2026-10-26T01:30Z
          0,30 2,3 * * *; Europe/Berlin; 2026-03-28T12:00Z; 2026-03-29T01:00Z; 2026-03-29T01:30Z
          30 * * * *; Europe/Berlin; 2026-10-25T00:00Z; 2026-10-25T00:30Z; 2026-10-25T01:30Z
          30 * * * *; Europe/Berlin; 2026-03-29T00:00Z; 2026-03-29T00:30Z; 2026-03-29T01:30Z
          0 0 * * *; America/Santiago; 2026-09-05T12:00Z; 2026-09-06T04:00Z; 2026-09-07T03:00Z
          45 1 * * *; Australia/Lord_Howe; 2027-04-03T02:00Z; 2027-04-03T14:45Z; 2027-04-04T15:15Z
          0 2 * * *; UTC; 2026-09-05T02:00Z; 2026-09-06T02:00Z; 2026-09-07T02:00Z
          0 0 13 * fri; UTC; 2026-11-12T00:00Z; 2026-11-13T00:00Z; 2026-11-20T00:00Z
          0 0 */10 * 1; UTC; 2026-11-01T00:00Z; 2026-11-02T00:00Z; 2026-11-09T00:00Z
          0 0 29 feb *; UTC; 2026-11-01T00:00Z; 2028-02-29T00:00Z; 2032-02-29T00:00Z
          0 12 * * 5-7; UTC; 2026-11-28T13:00Z; 2026-11-29T12:00Z; 2026-12-04T12:00Z
          */20 8-9/1 * 1,7 *; UTC; 2026-07-31T09:35Z; 2026-07-31T09:40Z; 2027-01-01T08:00Z
          */2 * * * * *; UTC; 2026-09-05T02:00:01Z; 2026-09-05T02:00:02Z; 2026-09-05T02:00:04Z
          """)
  void isDueOnceOnEachOfItsDaysAlsoWhenTheClocksChange(
      String cron, String zone, String after, String first, String second) {
    assertThat(next(cron, zone, OffsetDateTime.parse(after))).isEqualTo(first);
    assertThat(next(cron, zone, OffsetDateTime.parse(first))).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          0 25 * * *; hour is '25'
          60 * * * *; minute is '60'
          0 0 0 * *; day of the month is '0'
          0 0 * 13 *; month is '13'
          0 0 * * 8; day of the week is '8'
          0 0 * * 5-1; day of the week is '5-1'
          */0 * * * *; minute is '*/0'
          0 0 1- * *; day of the month is '1-'
          0 2 * *; 4 field(s) instead of five
          0 0 2 * * * *; 7 field(s) instead of five
          @daily; 1 field(s) instead of five
          0 0 30 2 *; a day that never comes
          99999999999 * * * *; minute is '99999999999'
          0 0 * * mun; day of the week is 'mun'
          """)
  void saysWhatCannotBeMeant(String cron, String fault) {
    assertThat(database.value("select kalends.cron_fault('%s')".formatted(cron))).contains(fault);
  }

  /** Beside a slow reading of the rule: every instant, asked whether a clock on the wall fits. */
  @Test
  void isDueWhenEveryMinuteOnTheWallIsLookedAt() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      int hour = random.nextInt(24);
      int minute = random.nextInt(60);
      String zone =
          List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham")
              .get(random.nextInt(4));
      OffsetDateTime from =
          OffsetDateTime.parse("2026-01-01T00:00Z").plusMinutes(random.nextInt(525_600));
      String cron = "%d %d * * *".formatted(minute, hour);
      assertThat(next(cron, zone, from))
          .as("seed %d: %s of %s after %s", seed, cron, zone, from)
          .isEqualTo(slowly(hour, minute, ZoneId.of(zone), from).toString());
    }
  }

  /** java.time takes a time in a gap as the same time after it, and of two times the first. */
  private static OffsetDateTime slowly(int hour, int minute, ZoneId zone, OffsetDateTime from) {
    TreeSet<OffsetDateTime> due = new TreeSet<>(OffsetDateTime.timeLineOrder());
    LocalDateTime day = from.atZoneSameInstant(zone).toLocalDate().atTime(hour, minute);
    for (int i = -1; i < 3; i++) {
      due.add(
          ZonedDateTime.of(day.plusDays(i), zone)
              .withEarlierOffsetAtOverlap()
              .toOffsetDateTime()
              .withOffsetSameInstant(java.time.ZoneOffset.UTC));
    }
    return due.higher(from);
  }

  private static String next(String cron, String zone, OffsetDateTime after) {
    return OffsetDateTime.parse(
            database.value(
                "select to_char(kalends.next_tick('%s', '%s', '%s') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                    .formatted(cron, zone, after)))
        .toString();
  }
}
