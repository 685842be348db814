package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "812, 812 B",
    "8192, 8.0 kB",
    "1536, 1.5 kB",
    "125829120, 120 MB",
    "1610612736, 1.5 GB",
    "9223372036854775807, 8192 PB"
  })
  void sizesAreThoseOfPostgres(long bytes, String text) {
    assertThat(Human.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "45, 45 ms",
    "2400, 2.4 s",
    "59990, 1 min 00 s",
    "185000, 3 min 05 s",
    "7800000, 2 h 10 min",
    "273600000, 3 d 4 h"
  })
  void durationsHaveTwoUnitsAtMost(long millis, String text) {
    assertThat(Human.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void estimatesAreMarked() {
    assertThat(Human.rows(12345L, true)).isEqualTo("12,345");
    assertThat(Human.rows(12345L, false)).isEqualTo("~12,345");
    assertThat(Human.rows(null, false)).isEqualTo("?");
    assertThat(Human.rows(-1L, false)).isEqualTo("?");
  }

  @Test
  void boundsAtMidnightAreDates() {
    assertThat(Human.bound(OffsetDateTime.parse("2026-11-01T00:00Z"))).isEqualTo("2026-11-01");
    assertThat(Human.bound(OffsetDateTime.parse("2026-11-01T00:00+05:45")))
        .isEqualTo("2026-10-31 18:15");
    assertThat(Human.bound((OffsetDateTime) null)).isEqualTo("-");
    assertThat(Human.bound(OffsetDateTime.MIN)).isEqualTo("-infinity");
    assertThat(Human.moment(OffsetDateTime.MAX)).isEqualTo("infinity");
  }

  @Test
  void noNameCanCommandTheTerminal() {
    assertThat(Human.visible("a\u001b[2Jb\nc\u202e")).isEqualTo("a\\u001b[2Jb\\nc\\u202e");
  }
}
