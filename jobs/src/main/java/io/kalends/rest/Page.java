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
   * @param name what is unlike any other element, and holds no NUL
   */
  <T> Cut<T> of(List<T> all, Function<T, String> name) {
    List<String> names = all.stream().map(name).toList();
    int from = cursor == null ? 0 : Place.decode(cursor).next(names);
    int to = Math.min(all.size(), from + limit);
    String next = to < all.size() ? Place.after(names.subList(from, to)).encode() : null;
    return new Cut<>(all.subList(from, to), next);
  }

  /** Where a page ended: after these elements, the last of it. */
  private record Place(List<String> last) {
    private static final int REMEMBERED = 10;
    private static final String SEPARATOR = "\0";

    static Place after(List<String> page) {
      return new Place(page.subList(Math.max(0, page.size() - REMEMBERED), page.size()));
    }

    /**
     * What follows the last of them that is still there; where none is, the beginning. So elements
     * may come twice when others have gone, and none is left out.
     */
    int next(List<String> names) {
      return last.reversed().stream()
              .mapToInt(names::indexOf)
              .filter(i -> i >= 0)
              .findFirst()
              .orElse(-1)
          + 1;
    }

    String encode() {
      String text = SEPARATOR + String.join(SEPARATOR, last);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Place decode(String cursor) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (text.startsWith(SEPARATOR)) {
          return new Place(List.of(text.substring(1).split(SEPARATOR, -1)));
        }
      } catch (IllegalArgumentException e) {
        throw noCursor();
      }
      throw noCursor();
    }

    private static BadInput noCursor() {
      return new BadInput("the cursor is none of ours", "send what next was in the page before");
    }
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
