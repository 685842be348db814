package io.kalends.postgres;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.installed();

  private static final Map<String, Quoted> HOLES =
      Stream.of("parent", "partition", "channel", "table", "statements")
          .collect(toMap(hole -> hole, hole -> Quoted.identifier("any")));

  static Stream<String> names() throws IOException {
    return StatementsTest.names().stream();
  }

  /** Utility statements with holes for names (ALTER TABLE) cannot be prepared. */
  @ParameterizedTest
  @MethodSource("names")
  void everyStatementIsUnderstoodByTheServer(String name) throws SQLException {
    Sql sql = Sql.of(name);
    if (sql.jdbc().contains("${")) {
      assertThat(sql.with(HOLES).jdbc()).isNotEmpty();
      return;
    }
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
      assertThat(statement.getParameterMetaData().getParameterCount())
          .isEqualTo(sql.parameters().size());
    }
  }
}
