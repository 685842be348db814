package io.kalends.domain;

/** What a process says to its caller: the same numbers for a shell, a CronJob and CI. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  FINDINGS(3),
  USAGE(64),
  UNREACHABLE(69),
  BUSY(75),
  CONFIGURATION(78),
  STOPPED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
