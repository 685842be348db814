/** The REST API: translates, calls control, translates back. */
@NullMarked
package io.kalends.rest;

import org.jspecify.annotations.NullMarked;
