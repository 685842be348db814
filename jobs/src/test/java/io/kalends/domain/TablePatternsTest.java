package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TablePatternsTest {

  private static boolean allows(String patterns, String table) {
    return TablePatterns.parse(patterns).allow(TableName.parse(table));
  }

  @Test
  void aPatternWithoutASchemaMeansPublic() {
    assertThat(allows("events", "public.events")).isTrue();
    assertThat(allows("events", "sales.events")).isFalse();
    assertThat(allows("goal_*", "goal_completions")).isTrue();
    assertThat(allows("goal_*", "sales.goal_completions")).isFalse();
    assertThat(allows("sales.*", "sales.anything")).isTrue();
    assertThat(allows("*", "sales.anything")).isTrue();
  }

  @Test
  void nothingButTheStarStandsForAnything() {
    assertThat(allows("event.", "public.events")).isFalse();
    assertThat(allows("event?", "public.events")).isFalse();
    assertThat(allows("[a-z]+", "public.events")).isFalse();
    assertThat(allows("events", "\"events2\"")).isFalse();
  }

  @Test
  void poisonIsNamed() {
    assertThatThrownBy(() -> TablePatterns.parse("events,,x"))
        .isInstanceOf(KalendsException.BadInput.class)
        .hasMessageContaining("''");
  }
}
