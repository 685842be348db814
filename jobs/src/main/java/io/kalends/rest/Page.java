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
    int from = cursor == null ? 0 : Place.decode(cursor).next(all.stream().map(name).toList());
    int to = Math.min(all.size(), from + limit);
    String next =
        to < all.size() ? new Place(to, all.size(), name.apply(all.get(to - 1))).encode() : null;
    return new Cut<>(all.subList(from, to), next);
  }

  /** Where a page ended: after so many elements of a list of this size, the last of this name. */
  private record Place(int index, int size, String last) {

    /**
     * What follows. Where the last element has gone, as many as the list has lost may have gone
     * before it: then some come twice, and none is left out.
     */
    int next(List<String> names) {
      int found = names.indexOf(last);
      int gone = Math.max(0, size - names.size());
      return found >= 0 ? found + 1 : Math.clamp(index - gone, 0, names.size());
    }

    String encode() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("%d/%d/%s".formatted(index, size, last).getBytes(StandardCharsets.UTF_8));
    }

    static Place decode(String cursor) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
        return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new BadInput("the cursor is none of ours", "send what next was in the page before");
      }
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
