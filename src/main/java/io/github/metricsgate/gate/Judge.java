package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.stats.RunFactor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares values with limits, as exact decimals. This is the only place that does so. */
final class Judge {

    private final Policy policy;

    Judge(Policy policy) {
        this.policy = policy;
    }

    Verdict judge(Precedence.Applied applied) {
        Phase phase = applied.phase();
        BigDecimal value = applied.metric().valueIn(phase);
        Bounds bounds = bounds(applied.limits());
        return verdict(applied.threshold(), phase, bounds, value, phase.itemsProcessed(), applied.namesThePhase());
    }

    /** Judges a threshold on the run: nothing competes with it, and there is no other run that it could mean. */
    Verdict judge(Threshold threshold, RunMetric metric, ResourceUsage usage) {
        Bounds bounds = bounds(threshold.limits());
        BigDecimal value = metric.valueIn(usage, bounds.decimals());
        return verdict(threshold, null, bounds, value, BigDecimal.valueOf(usage.samples()), true);
    }

    /** @param factor what the whole run suffered, which is known */
    Verdict judge(Threshold threshold, RunFactor factor) {
        BigDecimal value = BigDecimal.valueOf(factor.factor());
        BigDecimal phases = BigDecimal.valueOf(factor.phases());
        return verdict(threshold, null, bounds(threshold.limits()), value, phases, true);
    }

    private static Bounds bounds(List<Limit> limits) {
        Bounds bounds = new Bounds(null, null);
        for (Limit limit : limits) {
            bounds = limit.addTo(bounds);
        }
        return bounds;
    }

    private Verdict verdict(
            Threshold threshold,
            @Nullable Phase phase,
            Bounds bounds,
            @Nullable BigDecimal value,
            @Nullable BigDecimal samples,
            boolean named) {
        Outcome outcome;
        if (value == null) {
            // If the run has no samples, the policy decides: nobody named the run, there is only one.
            outcome = named && phase != null ? Outcome.BROKEN : Outcome.NOT_MEASURED;
        } else if (isTooFew(samples, threshold.minSamples())) {
            outcome = Outcome.NOT_ENOUGH_DATA;
        } else {
            outcome = bounds.exceeded(value).isEmpty() ? Outcome.KEPT : Outcome.BROKEN;
        }
        Effect effect = policy.of(outcome, threshold.severity(), named);
        return new Verdict(threshold, phase, bounds, value, samples, outcome, effect);
    }

    private static boolean isTooFew(@Nullable BigDecimal samples, @Nullable BigDecimal minSamples) {
        return minSamples != null && (samples == null || samples.compareTo(minSamples) < 0);
    }
}
