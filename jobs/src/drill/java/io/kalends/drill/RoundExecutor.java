package io.kalends.drill;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays the parts of a drill one after the other, the rounds of a part in lanes; the first
 * violation ends the drill, and how to repeat it is said.
 */
final class RoundExecutor {

  private final String drill;
  private final DrillSettings settings;
  private final Figures figures;
  private final PrintStream out;

  RoundExecutor(String drill, DrillSettings settings, Figures figures, PrintStream out) {
    this.drill = drill;
    this.settings = settings;
    this.figures = figures;
    this.out = out;
  }

  /** Prints the figures at the end, and writes them to {@code target/<drill>.json}. */
  void play(List<Part> parts) {
    Progress progress =
        new Progress(
            drill,
            parts.stream().mapToInt(part -> part.rounds().size()).sum(),
            parts.stream().mapToDouble(part -> part.rounds().size() * part.seconds()).sum(),
            out);
    figures.fact("seed", settings.seed());
    for (Part part : parts) {
      try {
        play(part, progress);
      } catch (Violation e) {
        figures.print();
        out.println(e.getMessage());
        out.println("again: " + settings.again(drill, part.name()));
        throw e;
      }
    }
    figures.print();
    figures.write(Path.of("target", drill + ".json"));
  }

  private void play(Part part, Progress progress) {
    ExecutorService lanes = Executors.newFixedThreadPool(part.alone() ? 1 : settings.lanes());
    try {
      List<Future<?>> played = new ArrayList<>();
      for (Part.Round round : part.rounds()) {
        played.add(
            lanes.submit(
                () -> {
                  round.play().run();
                  progress.advance(1, part.seconds(), round.what());
                }));
      }
      for (Future<?> each : played) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Violation found) {
        throw found;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lanes.shutdownNow();
    }
  }
}
