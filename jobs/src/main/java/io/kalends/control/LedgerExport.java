package io.kalends.control;

import io.kalends.postgres.LedgerLines;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** Gives away the ledger, before what is old in it is deleted. */
public final class LedgerExport {
  private final LedgerLines lines;

  public LedgerExport(LedgerLines lines) {
    this.lines = lines;
  }

  /** Each line since then, the oldest first, as a JSON object; returns how many there were. */
  public long since(OffsetDateTime moment, Consumer<String> line) {
    return lines.since(moment, line);
  }
}
