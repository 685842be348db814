package io.kalends.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two processes of {@code kalends serve} on one database, on the hosts a and b. */
final class TwoServers implements AutoCloseable {

  private static final int STOPPED = 143;
  private static final String LIVE = "select count(*) from kalends.live_servers()";

  private final TestDatabase database;
  private final Program program = Program.prepare(Path.of("target", "drill"));
  private final Map<String, ProgramProcess> servers = new LinkedHashMap<>();
  private final long startMs;

  /** Waits until both are there. */
  TwoServers(TestDatabase database, Duration hangs) {
    this.database = database;
    long start = System.nanoTime();
    for (String name : List.of("a", "b")) {
      servers.put(
          name,
          program.start(
              Map.of("KALENDS_URL", database.url(), "HOSTNAME", name), "serve", "--port", "0"));
    }
    await().atMost(hangs).until(() -> database.value(LIVE).equals("2"));
    startMs = (System.nanoTime() - start) / 1_000_000;
  }

  /** From the start of the processes until both were there. */
  long startMs() {
    return startMs;
  }

  /** {@code kill -9}. */
  void kill(String host) {
    ProgramProcess server = servers.remove(host);
    server.signal("KILL");
    server.mustEndWith(ProgramProcess.KILLED);
  }

  /** Asked to end, a server ends, and says that it was asked. */
  void stop() {
    servers.values().forEach(each -> each.signal("TERM"));
    servers.values().forEach(each -> each.mustEndWith(STOPPED));
    assertThat(database.value(LIVE)).isEqualTo("0");
  }

  @Override
  public void close() {
    program.close();
  }
}
