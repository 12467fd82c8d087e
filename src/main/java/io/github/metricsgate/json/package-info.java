/** Bytes to JSON values that know where they stood, and back to bytes, the same for equal values. */
@NullMarked
package io.github.metricsgate.json;

import org.jspecify.annotations.NullMarked;
