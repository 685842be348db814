package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookTest {

  @ParameterizedTest
  @CsvSource({
    "'', docs/runbook/create.md#gap",
    "https://wiki.example.org/kalends, https://wiki.example.org/kalends/create.md#gap",
    "https://wiki.example.org/kalends/, https://wiki.example.org/kalends/create.md#gap"
  })
  void aPageIsALinkWithTheAddressInFront(String url, String expected) {
    assertThat(new Runbook(url).link("docs/runbook/create.md#gap")).isEqualTo(expected);
  }

  @Test
  void whatIsNoPageOfTheRunbookStays() {
    assertThat(new Runbook("https://x.example").link("elsewhere.md")).isEqualTo("elsewhere.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wiki", "javascript:alert(1)", "https://x y", "https://x\"y", "https://"})
  void anAddressThatIsNoneIsRefused(String url) {
    assertThatThrownBy(() -> new Runbook(url))
        .isInstanceOf(Misconfigured.class)
        .hasMessageContaining("kalends.runbook-url");
  }
}
