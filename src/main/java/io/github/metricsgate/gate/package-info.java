/** Thresholds in, verdicts out: the one place where a value is held against its limit. */
@NullMarked
package io.github.metricsgate.gate;

import org.jspecify.annotations.NullMarked;
