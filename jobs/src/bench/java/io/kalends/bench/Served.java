package io.kalends.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server, as a process of its own: {@code kalends serve} from its start until it is ended. */
final class Served implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final String url;
  private final double readySeconds;

  private Served(Process process, String url, double readySeconds) {
    this.process = process;
    this.url = url;
    this.readySeconds = readySeconds;
  }

  /** Waits until it says that it is ready; {@code token} is good without the database. */
  static Served start(String database, int port, String token, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("./kalends", "serve", "--port", String.valueOf(port)));
    builder.environment().put("KALENDS_URL", database);
    builder.environment().put("KALENDS_TOKEN", token);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    String url = "http://127.0.0.1:" + port;
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!answers(client, ready)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException("it does not serve:\n" + Files.readString(output));
        }
        Thread.sleep(5);
      }
    }
    return new Served(process, url, (System.nanoTime() - start) / 1e9);
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  String url() {
    return url;
  }

  /** From the start of the launcher until it answered that it is ready. */
  double readySeconds() {
    return readySeconds;
  }

  /** What is resident now (VmRSS). */
  double megabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not end within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
