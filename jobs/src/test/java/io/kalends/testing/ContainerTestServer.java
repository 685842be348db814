package io.kalends.testing;

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
    PostgreSQLContainer container =
        new PostgreSQLContainer(image)
            .withUsername(SUPERUSER)
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust");
    List<String> command = new ArrayList<>(List.of("postgres"));
    for (String setting : SETTINGS) {
      command.addAll(List.of("-c", setting.replace(" = ", "=").replace("'", "")));
    }
    container.setCommand(command.toArray(String[]::new));
    container.start();
    return new ContainerTestServer(container);
  }

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public int port() {
    return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
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

  /** Tests that do these things say so: {@code assumeThat(server).isNotInstanceOf(...)}. */
  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("a container's port changes with a restart");
  }

  @Override
  public void close() {
    container.stop();
  }
}
