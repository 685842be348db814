package io.kalends.domain;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Kalends refuses or fails with. {@link #getMessage()} says what, where
 * and which value; {@link #mend()} says what to do next; {@link #exitCode()} is what a process ends
 * with when nobody handles it.
 */
public abstract sealed class KalendsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String mend;

  private KalendsException(String message, String mend, @Nullable Throwable cause) {
    super(message, cause);
    this.mend = mend;
  }

  public String mend() {
    return mend;
  }

  /** Message and mend, for where both stand in one line. */
  public String messageAndMend() {
    return Sentences.join(getMessage(), mend);
  }

  public abstract ExitCode exitCode();

  /** The server cannot be reached, or was lost. */
  public static final class Unreachable extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, String mend, @Nullable Throwable cause) {
      super(message, mend, cause);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.UNREACHABLE;
    }
  }

  /** The server is there and does not let us in: password, role, database, certificate. */
  public static final class NotAdmitted extends KalendsException {
    private static final long serialVersionUID = 1L;

    public NotAdmitted(String message, String mend, @Nullable Throwable cause) {
      super(message, mend, cause);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.CONFIGURATION;
    }
  }

  /**
   * Somebody else is at work here: another run, or an application's transaction. Try again later.
   */
  public static final class Busy extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Busy(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.BUSY;
    }
  }

  /** A server has as much to do as it can; the same a moment later may be done at once. */
  public static final class Overloaded extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Overloaded(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.BUSY;
    }
  }

  /** A setting, a right or the server's role stands in the way; the same start fails again. */
  public static final class Misconfigured extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Misconfigured(String message, String mend) {
      super(message, mend, null);
    }

    public Misconfigured(String message, String mend, Throwable cause) {
      super(message, mend, cause);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.CONFIGURATION;
    }
  }

  /** What the caller wrote cannot be understood or makes no sense. */
  public static sealed class BadInput extends KalendsException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.USAGE;
    }
  }

  /** There is nothing of that name or number. */
  public static final class NotFound extends BadInput {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, String mend) {
      super(message, mend);
    }
  }

  /** The caller is known, and may not do this. */
  public static final class Forbidden extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.CONFIGURATION;
    }
  }

  /** What the caller has seen is not so any more: look again, and decide again. */
  public static final class Outdated extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Outdated(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.BUSY;
    }
  }

  /** The server refused a statement, or a run failed. */
  public static final class Failed extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Failed(String message, String mend) {
      super(message, mend, null);
    }

    public Failed(String message, String mend, Throwable cause) {
      super(message, mend, cause);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.FAILED;
    }
  }

  /** A look of ours said no, and nothing was touched: what is asked for may not be, or not yet. */
  public static final class Refused extends KalendsException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, String mend) {
      super(message, mend, null);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.FAILED;
    }
  }
}
