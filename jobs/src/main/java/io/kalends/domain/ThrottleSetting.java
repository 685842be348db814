package io.kalends.domain;

import org.jspecify.annotations.Nullable;

/**
 * One of the limits at which a migration waits. {@code value} is what can be set again, {@code
 * shown} the same for people; null: that does not make it wait.
 */
public record ThrottleSetting(String name, @Nullable String value, @Nullable String shown) {}
