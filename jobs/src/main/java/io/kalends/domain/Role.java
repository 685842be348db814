package io.kalends.domain;

import java.util.Arrays;
import java.util.Locale;

/** What a caller may do; each may what those before it may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Starts and stops runs, also of migrations. */
  OPERATOR,
  /** Drops, cuts over, changes policies. */
  ADMIN;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new KalendsException.BadInput(
                    "there is no role '%s'".formatted(text),
                    "roles are viewer, operator and admin"));
  }
}
