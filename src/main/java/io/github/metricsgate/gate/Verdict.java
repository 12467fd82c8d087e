package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One threshold held against one phase or against the run.
 *
 * @param phase null where the metric is the run's
 * @param bounds those of the threshold's limits that decide here; a more specific threshold may have taken the place of
 *     the other
 * @param value in the unit of the metric, exactly; null if it was not measured
 * @param samples of how many items or resource samples the value is
 */
public record Verdict(
        Threshold threshold,
        @Nullable Phase phase,
        Bounds bounds,
        @Nullable BigDecimal value,
        BigDecimal samples,
        Outcome outcome,
        Effect effect) {

    /** Whether the value is a high percentile of so few items that it is their maximum. */
    public boolean isMaximumOfFewItems() {
        return value != null
                && threshold.metric() instanceof PhaseMetric.Latency latency
                && latency.isMaximumOf(samples);
    }
}
