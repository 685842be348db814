package io.kalends.bootstrap;

import io.kalends.cli.Captured;
import io.kalends.cli.Cli;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that launches the same run eight times at once, again and again: each line on its
 * standard input is the arguments of a round, each line of its output the exit codes. Every launch
 * is a program of its own to the database: own connections, own presence.
 */
public final class LaunchMany {

  private static final int LAUNCHES = 8;

  private LaunchMany() {}

  public static void main(String[] arguments) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Map<String, String> environment = System.getenv();
    BufferedReader rounds =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ExecutorService threads = Executors.newFixedThreadPool(LAUNCHES)) {
      for (String round = rounds.readLine(); round != null; round = rounds.readLine()) {
        String[] words = round.split(" ");
        List<Future<String>> launches = new ArrayList<>();
        for (int i = 0; i < LAUNCHES; i++) {
          launches.add(threads.submit(() -> launch(environment, words)));
        }
        StringBuilder codes = new StringBuilder();
        for (Future<String> launch : launches) {
          codes.append(launch.get()).append(' ');
        }
        System.out.println(codes.toString().strip());
      }
    }
    Runtime.getRuntime().halt(0); // each launch has left a hook that waits for a last word
  }

  /** The exit code, {@code +} when the launch did something, and what it said if it failed. */
  private static String launch(Map<String, String> environment, String... arguments) {
    Captured captured = Captured.pipe();
    int code = new Cli(captured.terminal, new Wiring(environment)::open).run(arguments);
    if (code == 0) {
      return captured.out().contains("nothing to do") ? "0" : "0+";
    }
    return code == 75 ? "75" : code + ":" + captured.err().replaceAll("\\s+", "_");
  }
}
