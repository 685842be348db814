package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.EmbeddedServer.Address;
import io.kalends.bootstrap.embedded.Cluster;
import io.kalends.testing.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisabledIfSystemProperty(
    named = "postgres.version",
    matches = "1[4-7]",
    disabledReason = "the embedded server is always PostgreSQL 18")
@TestMethodOrder(OrderAnnotation.class)
class EmbeddedServerIT {
  @TempDir static Path home;

  @AfterEach
  void stop() {
    new EmbeddedServer(home).stop();
  }

  /** The first to ask makes the server with its sample tables; the others find it. */
  @Test
  @Order(1)
  void isStartedOnceWhenSeveralAskAtOnce() {
    List<CompletableFuture<Address>> asked =
        Stream.generate(() -> Background.start(() -> new EmbeddedServer(home).address()))
            .limit(4)
            .toList();
    List<Address> addresses = asked.stream().map(CompletableFuture::join).toList();

    assertThat(addresses).extracting(Address::port).containsOnly(addresses.getFirst().port());
    assertThat(addresses).filteredOn(Address::started).hasSize(1);
  }

  @Test
  void holdsSampleTablesThatNeedMaintenance() throws SQLException {
    Address address = new EmbeddedServer(home).address();
    String partitions = "select count(*) from pg_inherits where inhparent = '%s'::regclass";

    assertThat(value(address, partitions.formatted("events"))).isEqualTo("17");
    assertThat(value(address, partitions.formatted("goal_completions"))).isEqualTo("16");
    assertThat(value(address, "select count(*) > 4000 from events")).isEqualTo("t");
    assertThat(value(address, "select count(*) from \"PlatformAnalytics\"")).isEqualTo("100010");
    assertThat(value(address, "select count(*) from \"PostAnalytics\"")).isEqualTo("51000");
    assertThat(value(address, "select current_schema()")).isEqualTo("public");
    assertThat(value(address, "select rolsuper from pg_roles where rolname = current_user"))
        .isEqualTo("f");
  }

  @Test
  void isLeftRunningAndFoundAgainAndStaysOnItsPort() {
    Address first = new EmbeddedServer(home).address();
    assertThat(first.started()).isTrue();
    assertThat(new EmbeddedServer(home).address()).isEqualTo(new Address(first.port(), false));

    new EmbeddedServer(home).stop();
    assertThat(new EmbeddedServer(home).address()).isEqualTo(new Address(first.port(), true));
  }

  @Test
  void startsAgainAfterBeingKilledEvenWhenAnotherProgramHasItsNumber()
      throws IOException, SQLException {
    EmbeddedServer server = new EmbeddedServer(home);
    server.address();
    Cluster.kill(home);
    Address again = server.address();
    assertThat(value(again, "select count(*) > 0 from events")).isEqualTo("t");

    Path lockFile = home.resolve("data/postmaster.pid");
    List<String> lines = Files.readAllLines(lockFile);
    server.stop();
    Files.write(
        lockFile,
        Stream.concat(
                Stream.of(Long.toString(ProcessHandle.current().pid())), lines.stream().skip(1))
            .toList());
    assertThat(server.address()).isEqualTo(new Address(again.port(), true));
  }

  private static String value(Address address, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(address.jdbcUrl());
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
