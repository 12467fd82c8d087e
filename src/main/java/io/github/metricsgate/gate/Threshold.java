package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Metric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows: limits on one metric of some phases or of the run.
 *
 * @param name what the user calls it
 * @param source where it was set, as its user would recognise it; every message about it says this
 * @param selector which phases it is for; {@link Selector.AnyPhase} where its metric is the run's
 * @param bounds at least one limit, in the unit of the metric
 * @param minSamples how many items, for a metric of the run how many samples, it takes to judge; null for any number
 * @param reason why it is there, in the user's words; empty for none
 */
public record Threshold(
        String name,
        String source,
        Selector selector,
        Metric metric,
        Bounds bounds,
        Severity severity,
        @Nullable BigDecimal minSamples,
        String reason) {

    public Threshold {
        if (bounds.min() == null && bounds.max() == null) {
            throw new IllegalArgumentException("a threshold without a limit: " + source);
        }
    }

    /** One that fails the build and says no more than what is to be held. */
    public static Threshold of(String name, String source, Selector selector, Metric metric, Bounds bounds) {
        return new Threshold(name, source, selector, metric, bounds, Severity.FAIL, null, "");
    }
}
