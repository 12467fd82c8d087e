package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.RunMetric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows: limits on one metric of some phases or of the run.
 *
 * @param name the user's name for it
 * @param origin where it was set, in terms that the user recognises; part of every message about it
 * @param selector the phases that it applies to; {@link Selector.AnyPhase} if it is on a metric of the run
 * @param limits at least one, each of a different kind
 * @param minSamples how many items (or samples, for a metric of the run) are needed to judge; null for any number
 * @param optional whether it may apply to nothing
 * @param reason why it exists, in the user's words; empty for none
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

    /** Those of its limits that are relative to a baseline. */
    public List<Limit.Relative> relativeLimits() {
        List<Limit.Relative> relative = new ArrayList<>();
        for (Limit limit : limits) {
            if (limit instanceof Limit.Relative relativeLimit) {
                relative.add(relativeLimit);
            }
        }
        return relative;
    }

    /** Whether it can only be judged with a history. */
    public boolean needsAHistory() {
        return metric instanceof RunMetric.Factor || relativeLimits().size() == limits.size();
    }

    /** The same on another metric. */
    Threshold on(Metric other) {
        return new Threshold(name, origin, selector, other, limits, severity, minSamples, optional, reason);
    }

    /** A threshold that fails the build and has nothing but its limit. */
    public static Threshold of(String name, String origin, Selector selector, Metric metric, Limit limit) {
        return new Threshold(name, origin, selector, metric, List.of(limit), Severity.FAIL, null, false, "");
    }
}
