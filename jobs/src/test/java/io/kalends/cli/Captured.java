package io.kalends.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
public final class Captured {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  public final Terminal terminal;

  private Captured(boolean interactive, boolean colours, int width) {
    terminal = new Terminal(stream(out), stream(err), interactive, colours, width);
  }

  public static Captured pipe() {
    return new Captured(false, false, Integer.MAX_VALUE);
  }

  public static Captured terminal(int width) {
    return new Captured(true, true, width);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
