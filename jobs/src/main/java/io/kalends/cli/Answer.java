package io.kalends.cli;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a command found: an exit code, and the same facts for a person and for a program. */
record Answer(
    int exitCode, Consumer<Terminal> text, Supplier<Map<String, @Nullable Object>> document) {}
