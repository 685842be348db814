package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20T00:00Z",
    "2026-11-20T02:00, 2026-11-20T02:00Z",
    "2026-11-20 02:00:05, 2026-11-20T02:00:05Z",
    "2026-11-20T02:00:00Z, 2026-11-20T02:00Z",
    "2026-11-20 02:00:00+01, 2026-11-20T02:00+01:00",
    "2026-11-20T02:00:00.25-0330, 2026-11-20T02:00:00.250-03:30",
  })
  void readsDatesAndTimestamps(String text, String expected) {
    assertThat(new AsOf().convert(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "today", "2026-13-01", "2026-02-30", "20.11.2026", "2026-11-20T25:00"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> new AsOf().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("2026-11-20");
  }

  @Test
  void pairsBecomeOptions() {
    assertThat(Pairs.expand(new String[] {"run", "drop", "table=events", "max_drops=20", "asOf=x"}))
        .containsExactly("run", "drop", "--table=events", "--max-drops=20", "--as-of=x");
  }

  @Test
  void pairsAreOnlyReadAfterRunAndNeverInTheValueOfAnOption() {
    var url = new String[] {"--url", "a=b", "run", "drop", "--table", "c=d", "--as-of=e=f"};
    assertThat(Pairs.expand(url)).isEqualTo(url);
    var plan = new String[] {"plan", "a=b"};
    assertThat(Pairs.expand(plan)).isEqualTo(plan);
  }
}
