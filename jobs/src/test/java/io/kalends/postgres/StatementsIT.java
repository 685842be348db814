package io.kalends.postgres;

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

  static Stream<String> names() throws IOException {
    return StatementsTest.names().stream();
  }

  /** Utility statements with holes for names (ALTER TABLE) cannot be prepared. */
  @ParameterizedTest
  @MethodSource("names")
  void everyStatementIsUnderstoodByTheServer(String name) throws SQLException {
    Sql sql = Sql.of(name);
    if (sql.jdbc().contains("${")) {
      assertThat(sql.with(Map.of("parent", any(), "partition", any(), "channel", any())).jdbc())
          .isNotEmpty();
      return;
    }
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
      assertThat(statement.getParameterMetaData().getParameterCount())
          .isEqualTo(sql.parameters().size());
    }
  }

  private static Quoted any() {
    return Quoted.identifier("any");
  }
}
