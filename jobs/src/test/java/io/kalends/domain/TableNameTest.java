package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "events | public | events",
        "Events | public | events",
        "app.events | app | events",
        "\"Odd Schema\".\"Mixed Case\" | Odd Schema | Mixed Case",
        "\"a\"\"b\".\"c.d\" | a\"b | c.d",
        "app.\"100%\" | app | 100%",
      })
  void isReadAsPostgresReadsIt(String text, String schema, String name) {
    assertThat(TableName.parse(text)).isEqualTo(new TableName(schema, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".b", "a.b.c", "\"a", "a\"b\"", "\"\".b"})
  void whatIsNoNameIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> TableName.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "Mixed Case", "a\"b", "100%", "ünï", "a.b", "1st"})
  void whatIsWrittenIsReadAgain(String name) {
    TableName table = new TableName("Odd " + name, name);
    assertThat(TableName.parse(table.toString())).isEqualTo(table);
  }

  @Test
  void quotesStandOnlyWhereTheyAreNeeded() {
    assertThat(new TableName("public", "events")).hasToString("public.events");
    assertThat(new TableName("public", "Events")).hasToString("public.\"Events\"");
  }
}
