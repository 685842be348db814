package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.Misconfigured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
  private static ConnectionUrl read(String url) {
    return new ConnectionSource(Map.of("PGUSER", "me")).find(url, null).orElseThrow();
  }

  private static ConnectionUrl variables(Map<String, String> environment) {
    return new ConnectionSource(environment).find(null, null).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "postgres://u:p@h:1/d jdbc:postgresql://h:1/d u p",
        "postgresql://u:p@h/d jdbc:postgresql://h:5432/d u p",
        "postgres://u%40x:p%2Fw%3A@h/d%20b jdbc:postgresql://h:5432/d%20b u@x p/w:",
        "postgres://u:a@b@h/d jdbc:postgresql://h:5432/d u a@b",
        "postgres://u:a+b@h/d jdbc:postgresql://h:5432/d u a+b",
        "postgres://u:p@h jdbc:postgresql://h:5432/u u p",
        "postgres://u:p@[::1]:6/d jdbc:postgresql://[::1]:6/d u p",
        "postgres://u:p@a:1,b:2/d jdbc:postgresql://a:1,b:2/d u p",
        "postgres:///d?host=h&port=7&user=u&password=p jdbc:postgresql://h:7/d u p",
        "jdbc:postgresql://h:1/d?user=u&password=p%26+q jdbc:postgresql://h:1/d u 'p& q'",
        "jdbc:postgresql:d?user=u&password=p jdbc:postgresql://localhost:5432/d u p",
      })
  void readsEveryUsualAddress(String url, String jdbc, String user, String password) {
    var read = read(url);
    assertThat(read.jdbcUrl()).isEqualTo(jdbc);
    assertThat(read.user()).isEqualTo(user);
    assertThat(read.password()).isEqualTo(password);
  }

  @Test
  void takesWhatTheUrlLeavesOpenFromTheVariables() {
    var environment =
        Map.of("PGUSER", "me", "PGPASSWORD", "secret", "PGDATABASE", "db", "PGSSLMODE", "require");
    var read = new ConnectionSource(environment).find("postgres://h", null).orElseThrow();
    assertThat(read.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/db");
    assertThat(read.user()).isEqualTo("me");
    assertThat(read.password()).isEqualTo("secret");
    assertThat(read.properties()).containsEntry("sslmode", "require");
  }

  @Test
  void readsLibpqsVariablesAlone() {
    var read = variables(Map.of("PGHOST", "a,b", "PGPORT", "1,2", "PGUSER", "u"));
    assertThat(read.jdbcUrl()).isEqualTo("jdbc:postgresql://a:1,b:2/u");
    assertThat(read.origin()).isEqualTo("PGHOST");
  }

  @Test
  void speaksToThePrimaryWhenLibpqWould() {
    var read = read("postgres://u@a,b/d?target_session_attrs=read-write&connect_timeout=3");
    assertThat(read.properties())
        .containsEntry("targetServerType", "primary")
        .containsEntry("connectTimeout", "3");
  }

  @Test
  void leavesOutWhatBelongsToTheApplicationsDriver() {
    var url = "postgres://u@h/d?schema=public&connection_limit=5&pgbouncer=true&sslmode=require";
    assertThat(read(url).properties()).containsOnlyKeys("sslmode");
  }

  @Test
  void firstSetWins() {
    var environment =
        Map.of("KALENDS_URL", "postgres://k/d", "DATABASE_URL", "postgres://a/d", "PGHOST", "p");
    var source = new ConnectionSource(environment);
    assertThat(source.find("postgres://o/d", null).orElseThrow().origin()).isEqualTo("--url");
    assertThat(source.find(null, null).orElseThrow().origin()).isEqualTo("KALENDS_URL");
    assertThat(variables(Map.of("DATABASE_URL", "postgres://a/d", "PGHOST", "p")).origin())
        .isEqualTo("DATABASE_URL");
  }

  @Test
  void nothingConfiguredIsTheEmbeddedServer() {
    var environment = Map.of("PGUSER", "me", "PGPASSWORD", "x", "DATABASE_URL", " ");
    assertThat(new ConnectionSource(environment).find(null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:s3cret@h/d",
        "postgres://u:s3cret/x@h/d",
        "postgres://u:s3cret@h:port/d",
        "postgres://u:s3cret@h:70000/d",
        "postgres://u:s3cret%zz@h/d",
        "jdbc:postgres://h/d?user=u&password=s3cret",
        "postgres:///d?host=/var/run/postgresql&password=s3cret",
        "s3cret",
      })
  void refusesTheUnreadableWithoutShowingThePassword(String url) {
    assertThatThrownBy(() -> read(url))
        .isInstanceOf(Misconfigured.class)
        .hasMessageContaining("--url")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void neverShowsThePassword() {
    assertThat(read("postgres://u:s3cret@h/d")).hasToString("u@h:5432/d (--url)");
  }
}
