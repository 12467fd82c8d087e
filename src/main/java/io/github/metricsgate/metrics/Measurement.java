package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a run.
 *
 * @param phase the phase that it belongs to; null for a figure of the whole run
 * @param value in the unit of the metric; null if nothing was measured
 */
public record Measurement(
        @Nullable Phase phase, Metric metric, @Nullable BigDecimal value) {}
