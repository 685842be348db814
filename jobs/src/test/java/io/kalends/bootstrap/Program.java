package io.kalends.bootstrap;

import io.kalends.cli.Captured;
import io.kalends.cli.Cli;
import io.kalends.testing.Background;
import io.kalends.testing.StepNumbers;
import io.kalends.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole program in this process: arguments in, output and an exit code out, everything between
 * as in production. What settings a test needs it hands in, so that others in this JVM do not get
 * them.
 */
public final class Program {

  static {
    Shutdown.done();
  }

  /** 2 s instead of 200 ms: on a busy machine a statement may take longer than that. */
  private static final Map<String, String> GENEROUS = Map.of("kalends.lock-budget", "2s");

  private final String url;
  private final Clock clock;
  private final Map<String, String> settings;

  private Program(String url, Clock clock, Map<String, String> settings) {
    this.url = url;
    this.clock = clock;
    this.settings = settings;
  }

  /** On a test's database, as the ordinary role that owns it. */
  public static Program on(TestDatabase database) {
    return at(database.url());
  }

  public static Program at(String url) {
    return new Program(url, Clock.systemUTC(), GENEROUS);
  }

  /** On a machine whose clock is wrong by so much. */
  public Program withClockOff(Duration difference) {
    return new Program(url, Clock.offset(Clock.systemUTC(), difference), settings);
  }

  /** With this setting, by its name in the configuration: {@code kalends.lock-budget}. */
  public Program with(String setting, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(setting, value);
    return new Program(url, clock, more);
  }

  /** How a call of the program ended. */
  public record Ended(int code, String out, String err, Duration took) {

    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    @Override
    public String toString() {
      return "exit code %d after %s\n%s\n%s".formatted(code, took, out, err);
    }
  }

  public Ended run(String... arguments) {
    Captured captured = Captured.pipe();
    Wiring wiring = new Wiring(Map.of("KALENDS_URL", url), settings, clock);
    long start = System.nanoTime();
    int code = new Cli(captured.terminal, wiring::open).run(arguments);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (arguments.length > 0 && arguments[0].equals("install") && code == 0) {
      StepNumbers.apart(url);
    }
    return new Ended(code, captured.out(), captured.err(), took);
  }

  /** The same while the test goes on. */
  public CompletableFuture<Ended> begin(String... arguments) {
    return Background.start(() -> run(arguments));
  }
}
