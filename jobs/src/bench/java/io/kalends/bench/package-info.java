/**
 * {@code make bench}: how long the program takes as a whole process, beside pg_partman where Debian
 * has installed it, on one server in one run. Never a test: the machine decides the figures.
 */
@NullMarked
package io.kalends.bench;

import org.jspecify.annotations.NullMarked;
