package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.TableName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTest {

  @Test
  void valuesAreBoundAndCommentsLeftOut() {
    Sql sql = Sql.parse("x", "-- :not this\nselect :a::text, b::int where c = :a and d = :b_2");
    assertThat(sql.jdbc()).isEqualTo("select ?::text, b::int where c = ? and d = ?");
    assertThat(sql.parameters()).containsExactly("a", "a", "b_2");
  }

  @Test
  void whatStandsInQuotesIsNoHole() {
    Sql sql = Sql.parse("x", "select ':a', \":b\", 'it''s :c', $1 || '::' || :d");
    assertThat(sql.parameters()).containsExactly("d");
  }

  @Test
  void identifiersAreFilledInQuoted() {
    Sql sql = Sql.parse("x", "drop table ${table}");
    Quoted odd = Quoted.table(new TableName("a\"b", "c; drop table d"));
    assertThat(sql.with(Map.of("table", odd)).jdbc())
        .isEqualTo("drop table \"a\"\"b\".\"c; drop table d\"");
  }

  @Test
  void aHoleThatIsLeftOpenIsAnError() {
    assertThatThrownBy(() -> Sql.parse("folder/x", "drop table ${table}").with(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("folder/x")
        .hasMessageContaining("${table}");
  }

  @Test
  void aMissingFileIsFoundWhenTheClassIsLoaded() {
    assertThatThrownBy(() -> Sql.of("nowhere/nothing"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/statements/nowhere/nothing.sql");
  }

  @Test
  void anEmptyIdentifierIsRefused() {
    assertThatThrownBy(() -> Quoted.identifier("")).isInstanceOf(IllegalArgumentException.class);
  }
}
