package io.kalends.cli;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a command found: an exit code, and the same facts for a person and for a program. */
record Answer(
    int exitCode,
    Consumer<Terminal> text,
    @Nullable Supplier<Map<String, @Nullable Object>> document) {

  /** Of a command that has written its lines already, each a document of its own. */
  static Answer written(int exitCode) {
    return new Answer(exitCode, terminal -> {}, null);
  }
}
