/** Thresholds in, verdicts out: the only place where a value is compared with its limit. */
@NullMarked
package io.github.metricsgate.gate;

import org.jspecify.annotations.NullMarked;
