/**
 * The protocol of the migration, tried from outside: orders of its steps and of the application's
 * over separate sessions, writers in every isolation level beside an oracle, and mutants, which
 * must be caught.
 */
@NullMarked
package io.kalends.protocol;

import org.jspecify.annotations.NullMarked;
