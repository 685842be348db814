package io.kalends.cli;

import io.kalends.control.Adopt;
import io.kalends.control.Doctor;
import io.kalends.control.Install;
import io.kalends.control.Launcher;
import io.kalends.control.LedgerExport;
import io.kalends.control.Look;
import io.kalends.control.Migrate;
import io.kalends.control.Register;
import io.kalends.control.Runs;
import io.kalends.control.Schedules;
import io.kalends.control.Tokens;
import io.kalends.domain.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The doors of control over one database, for one command. Nothing connects before it is asked for;
 * only {@link #launcher} starts a Spring context. The implementation is wired by bootstrap.
 */
public interface Session extends AutoCloseable {
  /** Which database, and who said so, without its password: for messages. */
  String address();

  Look look();

  Register register();

  Adopt adopt();

  Doctor doctor();

  Install install();

  Runs runs();

  Tokens tokens();

  Migrate migrate();

  Schedules schedules();

  LedgerExport ledger();

  Launcher launcher();

  /** What the command waits by. */
  Ticker ticker();

  /** Starts the server; null: as the settings say. */
  Serving serve(@Nullable String host, @Nullable Integer port);

  @Override
  void close();

  /** Opens a session; {@code url} is the value of {@code --url}. */
  @FunctionalInterface
  interface Opener {
    Session open(@Nullable String url, Notices notices);
  }

  /** Takes one line for the person at the terminal. */
  @FunctionalInterface
  interface Notices {
    void say(String line);
  }
}
