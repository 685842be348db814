package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.BadInput;
import io.kalends.rest.Page.Cut;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
  private static Cut<String> page(int limit, String cursor, String... all) {
    return new Page(limit, cursor).of(List.of(all), Function.identity());
  }

  @Test
  void theNextBeginsAfterTheLastElement() {
    Cut<String> first = page(2, null, "a", "b", "c", "d", "e");
    assertThat(first.part()).containsExactly("a", "b");
    Cut<String> second = page(2, first.next(), "a", "b", "c", "d", "e");
    assertThat(second.part()).containsExactly("c", "d");
    assertThat(page(2, second.next(), "a", "b", "c", "d", "e").next()).isNull();
  }

  @Test
  void noneIsLeftOutWhenTheLastHasGoneAndAnotherHasCome() {
    String next = page(2, null, "a", "b", "c", "d", "e").next();
    assertThat(page(9, next, "a", "c", "d", "e", "f").part()).containsExactly("c", "d", "e", "f");
    assertThat(page(9, next, "0", "a", "b", "c").part()).containsExactly("c");
  }

  @Test
  void whereAllOfThePageHaveGoneItBeginsAnew() {
    String next = page(2, null, "a", "b", "c", "d").next();
    assertThat(page(9, next, "c", "d", "e").part()).containsExactly("c", "d", "e");
  }

  @Test
  void aCursorOfSomebodyElseIsRefused() {
    for (String cursor : List.of("nonsense", "b25l", "%", "")) {
      assertThatThrownBy(() -> page(2, cursor, "a", "b", "c"))
          .as(cursor)
          .isInstanceOf(BadInput.class);
    }
  }
}
