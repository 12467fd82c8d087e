/** Bytes to JSON values that know their position, and back: equal values give equal bytes. */
@NullMarked
package io.github.metricsgate.json;

import org.jspecify.annotations.NullMarked;
