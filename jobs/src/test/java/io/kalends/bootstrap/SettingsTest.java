package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.Misconfigured;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings read(Map<String, String> overrides) {
    return new SettingsReader(overrides).common();
  }

  @Test
  void readsTheFileOnTheClassPath() {
    var settings = read(Map.of());
    assertThat(settings.parallel()).isEqualTo(4);
    assertThat(settings.lockBudget()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.maintenanceEnabled()).isTrue();
  }

  @Test
  void theRequirementsSwitchIsHeard() {
    assertThat(read(Map.of("ENABLE_PARTITION_MAINTENANCE", "false")).maintenanceEnabled())
        .isFalse();
  }

  @Test
  void namesTheSettingTheValueAndTheRange() {
    assertThatThrownBy(() -> read(Map.of("kalends.parallel", "0")))
        .isInstanceOf(Misconfigured.class)
        .hasMessage("setting kalends.parallel is 0")
        .extracting(e -> ((Misconfigured) e).mend())
        .isEqualTo("set it to 1 to 64");
  }

  @Test
  void refusesWhatIsNoDuration() {
    assertThatThrownBy(() -> read(Map.of("kalends.lock-budget", "soon")))
        .isInstanceOf(Misconfigured.class)
        .hasMessageContaining("soon");
  }
}
