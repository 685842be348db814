package io.kalends.rest;

import io.kalends.domain.KalendsException.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a long list: so many, after the one that {@code cursor} stands for. */
record Page(int limit, @Nullable String cursor) {

  static final int MOST = 10_000;

  Page {
    if (limit < 1 || limit > MOST) {
      throw new BadInput("limit is %d".formatted(limit), "give 1 to 10000");
    }
  }

  /** What belongs to the page, and the cursor of the next one, if there is one. */
  record Cut<T>(List<T> part, @Nullable String next) {}

  /**
   * @param name what is unlike any other element
   */
  <T> Cut<T> of(List<T> all, Function<T, String> name) {
    int from = cursor == null ? 0 : after(all, name, cursor);
    int to = Math.min(all.size(), from + limit);
    String next = to < all.size() ? encode(name.apply(all.get(to - 1))) : null;
    return new Cut<>(all.subList(from, to), next);
  }

  private static <T> int after(List<T> all, Function<T, String> name, String cursor) {
    for (int i = 0; i < all.size(); i++) {
      if (encode(name.apply(all.get(i))).equals(cursor)) {
        return i + 1;
      }
    }
    throw new BadInput(
        "the cursor stands for nothing in the list any more", "start again without a cursor");
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  /** For lists of what has a number, the newest first. */
  @Nullable Long number() {
    try {
      return cursor == null ? null : Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw new BadInput("the cursor is no number", "send what next was in the page before");
    }
  }
}
