package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a run.
 *
 * @param phase the phase that it is about; null where it is about the run as a whole
 * @param value in the unit of the metric; null where nothing was measured
 */
public record Measurement(
        @Nullable Phase phase, Metric metric, @Nullable BigDecimal value) {}
