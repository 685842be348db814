package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @ParameterizedTest
  @CsvSource({
    "no partition, no partition. make one",
    "it ended., it ended. make one",
    "really?, really? make one"
  })
  void thereIsOneFullStopBetweenTwo(String first, String expected) {
    assertThat(Sentences.join(first, "make one")).isEqualTo(expected);
  }

  @Test
  void aMomentIsToldToTheSecondInUtc() {
    assertThat(Sentences.second(OffsetDateTime.parse("2026-11-30T11:11:06.330079+01:00")))
        .isEqualTo("2026-11-30 10:11:06 UTC");
    assertThat(Sentences.second(null)).isEqualTo("an unknown time");
  }
}
