package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BatchSchemaTest {
  private static String plain(String sql) {
    return sql.toLowerCase(Locale.ROOT)
        .replaceAll("(?m)--.*$", "")
        .replace("kalends.", "")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([(),;]) ?", "$1")
        .strip();
  }

  @Test
  void theTablesOfSpringBatchAreThoseOfItsVersionButForTheLengthOfAStepsName() {
    String theirs = plain(Resources.text("/org/springframework/batch/core/schema-postgresql.sql"));
    String ours = plain(Resources.text("/schema/V002__batch.sql"));
    assertThat(ours.replace("step_name varchar(300)", "step_name varchar(100)")).startsWith(theirs);
  }
}
