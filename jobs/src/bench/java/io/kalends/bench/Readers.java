package io.kalends.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many clients that ask one question after the other, each as soon as it was answered and has
 * been read for a moment: {@code health}, and the partitions of one table after the other.
 */
final class Readers implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String api;
  private final String token;
  private final long pauseMillis;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Double> health = new ArrayList<>();
  private final List<Double> list = new ArrayList<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private volatile boolean over;

  Readers(String url, String token, int clients, int tables, long pauseMillis) {
    this.api = url + "/api/v1/partitions/";
    this.token = token;
    this.pauseMillis = pauseMillis;
    for (int number = 0; number < clients; number++) {
      int first = number;
      threads.add(Thread.ofVirtual().start(() -> read(first, tables)));
    }
  }

  private void read(int first, int tables) {
    try {
      for (int turn = first; !over; turn++) {
        ask("health", health);
        ask("list?table=t" + (1 + turn % tables), list);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String question, List<Double> times) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + question))
            .header("Authorization", "Bearer " + token)
            .build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      double took = (System.nanoTime() - start) / 1e6;
      synchronized (times) {
        times.add(took);
      }
      if (answer.statusCode() != 200) {
        refusals.merge(answer.statusCode() + " " + answer.body(), 1, Integer::sum);
      }
    } catch (IOException e) {
      refusals.merge(String.valueOf(e), 1, Integer::sum);
    }
    Thread.sleep(pauseMillis);
  }

  Histogram health() {
    return histogram(health);
  }

  Histogram list() {
    return histogram(list);
  }

  private static Histogram histogram(List<Double> times) {
    synchronized (times) {
      return new Histogram(times.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** What was not answered with 200, and how often. */
  Map<String, Integer> refusals() {
    return refusals;
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
    client.close();
  }
}
