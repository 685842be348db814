package io.kalends.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The image {@code postgres:NN} by Testcontainers. */
final class ContainerTestServer extends PostgresServer {
  private final PostgreSQLContainer container;

  private ContainerTestServer(PostgreSQLContainer container) {
    this.container = container;
  }

  static ContainerTestServer start(int version) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "kalends.test.containers is set, and there is no Docker here; without it the tests use"
              + " embedded servers");
    }
    var image = DockerImageName.parse("postgres:" + version).asCompatibleSubstituteFor("postgres");
    PostgreSQLContainer container = new PostgreSQLContainer(image).withUsername(SUPERUSER);
    List<String> command = new ArrayList<>(List.of("postgres"));
    for (String setting : SETTINGS) {
      command.addAll(List.of("-c", setting.replace(" = ", "=").replace("'", "")));
    }
    container.setCommand(command.toArray(String[]::new));
    container.start();
    trustEveryone(container);
    return new ContainerTestServer(container);
  }

  /** As the embedded servers do; in SQL, since images differ in what they understand. */
  private static void trustEveryone(PostgreSQLContainer container) {
    try (Connection connection = container.createConnection("");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            execute format('copy (select %L) to %L',
              'host all all all trust', current_setting('hba_file'));
            perform pg_reload_conf();
          end $$
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("the container's pg_hba.conf", e);
    }
    String url = "jdbc:postgresql://%s:%d/postgres?user=" + SUPERUSER;
    await()
        .ignoreExceptions()
        .until(
            () -> {
              DriverManager.getConnection(url.formatted(container.getHost(), port(container)))
                  .close();
              return true;
            });
  }

  private static int port(PostgreSQLContainer container) {
    return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
  }

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public int port() {
    return port(container);
  }

  @Override
  public void stop(String mode) {
    throw notHere();
  }

  @Override
  public void restart() {
    throw notHere();
  }

  @Override
  public void kill() {
    throw notHere();
  }

  /** Tests that stop a server are skipped where {@code kalends.test.containers} is set. */
  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException(
        "a server in a container is neither stopped nor restarted: its port would change");
  }

  @Override
  public void close() {
    container.stop();
  }
}
