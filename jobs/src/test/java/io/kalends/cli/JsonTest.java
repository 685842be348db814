package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void theElementsOfALongListAreMadeWhileItIsWritten() {
    AtomicInteger made = new AtomicInteger();
    List<Integer> madeWhenWritten = new ArrayList<>();
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int octet) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] octets, int offset, int length) {
            madeWhenWritten.add(made.get());
          }
        };
    List<Integer> values = IntStream.range(0, 50_000).boxed().toList();
    Json.write(
        Json.object(
            "partitions",
            Json.list(
                values,
                each -> {
                  made.incrementAndGet();
                  return Json.object("partition", "p" + each);
                })),
        new PrintStream(target, false, StandardCharsets.UTF_8));
    assertThat(made).as("each once").hasValue(50_000);
    assertThat(madeWhenWritten.getFirst()).isLessThan(2_000);
    assertThat(madeWhenWritten).hasSizeGreaterThan(100);
  }

  @Test
  void aDocumentEndsWithALineFeedAndLeavesTheStreamOpen() {
    Captured captured = Captured.pipe();
    Json.write(Json.object("a", List.of(), "b", null), captured.terminal.out());
    captured.terminal.out().println("more");
    assertThat(captured.out()).isEqualTo("{\n  \"a\" : [ ],\n  \"b\" : null\n}\nmore\n");
  }
}
