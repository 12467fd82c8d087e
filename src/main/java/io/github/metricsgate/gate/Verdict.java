package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One value compared with the limits of one threshold.
 *
 * @param phase null for a metric of the run
 * @param bounds the limits of the threshold that apply here; a more specific threshold may have overridden the others
 * @param value in the unit of the metric, exactly; null if it was not measured
 * @param samples how many items or resource samples the value is based on; null if that is not known
 */
public record Verdict(
        Threshold threshold,
        @Nullable Phase phase,
        Bounds bounds,
        @Nullable BigDecimal value,
        @Nullable BigDecimal samples,
        Outcome outcome,
        Effect effect)
        implements Finding {

    /** Whether the value is a high percentile of so few items that it equals their maximum. */
    public boolean isMaximumOfFewItems() {
        return value != null
                && threshold.metric() instanceof PhaseMetric.Latency latency
                && latency.isMaximumOf(samples);
    }
}
