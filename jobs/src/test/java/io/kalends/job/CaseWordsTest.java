package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: division by zero",
        "  Detail: Key (id)=(1) is not present in table \"t\".",
        "kalends: relation \"kalends.x_seq\" does not exist",
        "kalends: permission denied for schema closed",
        "critical public.t: permission denied for table t",
        "blocked public.t, detach t_1: cannot drop table t_1 because other objects depend on it",
        "  create failed: no partition of relation \"t\" found for row",
        "org.postgresql.util.PSQLException: the connection is closed",
        "PL/pgSQL function kalends.doctor(interval) line 3 at RAISE",
      })
  void aMessageOfTheServerWithoutASentenceBeforeItIsFound(String line) {
    assertThat(CaseWords.isBare(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kalends: look/summary: a right is missing: permission denied for function doctor",
        "  create failed: create public.t_1: a right is missing: permission denied for schema s",
        "kalends: there is no partitioned table called 'public.t'",
        "kalends: public.t cannot be managed: it is partitioned by LIST",
        "    \"message\" : \"table public.t has no column at\"",
      })
  void aSentenceOfOursBeforeItIsEnough(String line) {
    assertThat(CaseWords.isBare(line)).isFalse();
  }

  @Test
  void wordsInQuotesAreOneWord() {
    assertThat(CaseWords.split("register '\"a b\".\"c\"' --keep-forever"))
        .containsExactly("register", "\"a b\".\"c\"", "--keep-forever");
  }
}
