/**
 * A PostgreSQL server of our own, from binaries on the class path: unpacked, started, found again.
 * The program's embedded default and the tests use the same three classes.
 */
@NullMarked
package io.kalends.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
