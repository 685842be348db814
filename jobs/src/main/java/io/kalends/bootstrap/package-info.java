/**
 * Creates every object of the program: settings, connection, explicit wiring; nothing imports it.
 */
@NullMarked
package io.kalends.bootstrap;

import org.jspecify.annotations.NullMarked;
