package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Metric;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows: limits on one metric of some phases or of the run.
 *
 * @param name what the user calls it
 * @param origin where it was set, as its user would recognise it; every message about it says this
 * @param selector the phases that it is for; {@link Selector.AnyPhase} where its metric is the run's
 * @param limits at least one, each of a kind of its own
 * @param minSamples how many items, for a metric of the run how many samples, it takes to judge; null for any number
 * @param optional whether it may apply to nothing
 * @param reason why it is there, in the user's words; empty for none
 */
public record Threshold(
        String name,
        String origin,
        Selector selector,
        Metric metric,
        List<Limit> limits,
        Severity severity,
        @Nullable BigDecimal minSamples,
        boolean optional,
        String reason) {

    public Threshold {
        limits = List.copyOf(limits);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("a threshold without a limit: " + origin);
        }
        if (limits.stream().map(Limit::kind).distinct().count() < limits.size()) {
            throw new IllegalArgumentException("two limits of one kind: " + origin);
        }
    }

    /** The same on another metric. */
    Threshold on(Metric other) {
        return new Threshold(name, origin, selector, other, limits, severity, minSamples, optional, reason);
    }

    /** One that fails the build and has nothing but its limit. */
    public static Threshold of(String name, String origin, Selector selector, Metric metric, Limit limit) {
        return new Threshold(name, origin, selector, metric, List.of(limit), Severity.FAIL, null, false, "");
    }
}
