package io.kalends.domain;

import java.util.Arrays;
import java.util.Locale;

/** How far a migration is; docs/migration-states.md has the diagram. */
public enum Phase {
  PLANNED,
  PREPARED,
  CAPTURING,
  COPIED,
  INDEXED,
  MIRRORING,
  VERIFIED,
  CUT_OVER,
  RETIRED,
  ROLLED_BACK;

  /** The word that SQL, files and people use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Nothing is left of the migration but its history. */
  public boolean isOver() {
    return this == RETIRED || this == ROLLED_BACK;
  }

  /** There are two tables, and each write of the one reaches the other. */
  public boolean isMirrored() {
    return this == MIRRORING || this == VERIFIED || this == CUT_OVER;
  }

  public static Phase parse(String text) {
    return Arrays.stream(values())
        .filter(phase -> phase.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new KalendsException.BadInput(
                    "there is no phase '%s'".formatted(text),
                    "this program is older than the schema: install a newer one"));
  }
}
