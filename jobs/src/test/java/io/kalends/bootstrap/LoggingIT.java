package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the program, in a JVM of its own, writes to its log before, during and after runs. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class LoggingIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @TempDir Path folder;

  @BeforeAll
  static void oneServerIsEnough() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
  }

  @Test
  void noLineOfOtherThreadsIsLostWhenARunStartsAndEndsItsContext() throws Exception {
    database.execute(Months.table("events", 3));
    Process process = start(LogWhileRunning.class, database.url());
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("out"))).contains("exit code 0");
    List<String> lines = log().lines().toList();
    assertThat(lines)
        .allMatch(it -> it.matches("\\S+Z (INFO  i.k.b.LogWhileRunning|WARN  s.Library): .*"));
    int count = lines.size() - 1;
    assertThat(lines.getLast()).endsWith("of " + count);
    assertThat(IntStream.range(0, count).filter(i -> !lines.get(i).endsWith(" line " + i)))
        .isEmpty();
  }

  @Test
  void aServerLogsAfterItsFirstRunAsBefore() throws Exception {
    database.execute(Months.table("events", 3));
    Process process = start(Kalends.class, "serve", "--port", "0");
    try {
      awaitLog("INFO  i.k.b.Duties: schedule maintenance: ");
      database.execute("call kalends.run_job('maintenance')");
      database.execute("update kalends.schedule set enabled = false where name = 'vacuum'");
      awaitLog("INFO  i.k.q.Timetable: schedule vacuum is off");
      assertThat(log().lines().map(it -> it.replaceAll("^\\S+Z ", "")))
          .allMatch(it -> it.matches("INFO  i\\.k\\..*|kalends serves http://.*"));
    } finally {
      process.destroy();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  private void awaitLog(String line) {
    await().untilAsserted(() -> assertThat(log()).contains(line));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
  }

  private Process start(Class<?> program, String... arguments) throws IOException {
    String path = System.getProperty("surefire.test.class.path");
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.timezone=UTC",
            "-cp",
            path == null ? System.getProperty("java.class.path") : path,
            program.getName());
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().addAll(java);
    builder.command().addAll(List.of(arguments));
    builder
        .environment()
        .keySet()
        .removeIf(it -> it.matches("KALENDS_.*|PG.*|DATABASE_URL|J.*_JAVA_OPTIONS|JAVA_TOOL_.*"));
    builder.environment().put("KALENDS_URL", database.url());
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
