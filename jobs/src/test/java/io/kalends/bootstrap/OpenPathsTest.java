package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenPathsTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,,true",
    "localhost,,true",
    "0.0.0.0,,false",
    "10.0.0.7,,false",
    "0.0.0.0,true,true",
    "127.0.0.1,false,false"
  })
  void metricsNeedNoTokenOnThisMachineAloneUnlessTheSettingSaysSo(
      String host, String setting, boolean open) {
    SettingsReader reader =
        new SettingsReader(
            setting == null
                ? Map.of("kalends.host", host)
                : Map.of("kalends.host", host, "kalends.open-metrics", setting));
    assertThat(
            new SecurityConfiguration().openPaths(reader.monitoring(), reader.server()).patterns())
        .contains("/actuator/health/**")
        .matches(patterns -> (patterns.length == 2) == open);
  }
}
