package io.kalends.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The image, run as the manifests run it: read-only, 65532, no capabilities, 256 MiB. */
final class Image {

  private static final String NAME = System.getProperty("kalends.image", "kalends:latest");

  private final String network;
  private final List<String> environment;

  Image(String network, List<String> environment) {
    this.network = network;
    this.environment = environment;
  }

  /** How a container ended, or what it has said so far. */
  record Ended(int code, String output) {}

  static boolean isThere() {
    return DockerClientFactory.instance().isDockerAvailable()
        && docker("image", "inspect", NAME).code() == 0;
  }

  /** One command, to its end. */
  Ended run(String... arguments) {
    String id = begin("256m", arguments);
    int code = awaitEnd(id);
    var ended = new Ended(code, logs(id));
    remove(id);
    return ended;
  }

  /** Starts a container and returns its id. */
  String begin(String memory, String... arguments) {
    var command =
        new ArrayList<>(
            List.of("run", "--detach", "--network", network, "--read-only", "--memory", memory));
    command.addAll(List.of("--user", "65532:65532", "--cap-drop", "ALL"));
    command.addAll(List.of("--security-opt", "no-new-privileges", "--tmpfs", "/tmp:size=64m"));
    command.addAll(List.of("--publish", "127.0.0.1::3001"));
    environment.forEach(each -> command.addAll(List.of("--env", each)));
    command.add(NAME);
    command.addAll(List.of(arguments));
    var started = docker(command.toArray(String[]::new));
    if (started.code() != 0) {
      throw new IllegalStateException(started.output());
    }
    return started.output().strip();
  }

  static void signal(String id, String signal) {
    docker("kill", "--signal", signal, id);
  }

  static int awaitEnd(String id) {
    return Integer.parseInt(docker("wait", id).output().strip());
  }

  static String logs(String id) {
    return docker("logs", id).output();
  }

  /** Where the host reaches its port. */
  static String address(String id) {
    return docker("port", id, "3001/tcp").output().lines().findFirst().orElseThrow();
  }

  static void remove(String id) {
    docker("rm", "--force", id);
  }

  private static Ended docker(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        throw new IllegalStateException(command + " does not end");
      }
      return new Ended(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
