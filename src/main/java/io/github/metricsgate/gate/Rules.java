package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of a metrics set.
 *
 * @param module what is verified, as its reports call it: a build has many
 * @param thresholds in any order, which only decides in which one the verdicts on a phase are listed
 * @param latencyUnit the unit of the phases' latencies
 * @param strict whether a file that is missing or stale fails the build, as it does in PROD
 * @param failOnBroken whether a broken threshold does
 * @param onInconclusive what to do where a threshold could not be held; null leaves it to what is sensible
 * @param maxAge the age in milliseconds over which files are stale; null for any age
 */
public record Rules(
        String module,
        List<Threshold> thresholds,
        DurationUnit latencyUnit,
        boolean strict,
        boolean failOnBroken,
        @Nullable Inconclusive onInconclusive,
        @Nullable BigDecimal maxAge) {

    public Rules {
        thresholds = List.copyOf(thresholds);
    }

    /** What a file that is missing or stale does. */
    Effect ofUnfitFile() {
        return strict ? Effect.FAILS : Effect.WARNS;
    }

    /** @param named whether the threshold speaks of the one phase, or of the run, and of nothing else */
    Effect of(Outcome outcome, Severity severity, boolean named) {
        Effect effect = switch (outcome) {
            case KEPT -> Effect.NONE;
            case BROKEN -> failOnBroken ? Effect.FAILS : Effect.WARNS;
            case NOT_MEASURED, NOT_ENOUGH_DATA -> ofInconclusive(named);
        };
        return severity == Severity.WARN && effect == Effect.FAILS ? Effect.WARNS : effect;
    }

    /** What a threshold does that met nothing at all: that is never passed over in silence. */
    Effect ofNotHeld(Threshold threshold) {
        return onInconclusive == Inconclusive.FAIL && threshold.severity() == Severity.FAIL
                ? Effect.FAILS
                : Effect.WARNS;
    }

    private Effect ofInconclusive(boolean named) {
        if (onInconclusive == null) {
            return strict && named ? Effect.FAILS : Effect.WARNS;
        }
        return switch (onInconclusive) {
            case FAIL -> Effect.FAILS;
            case WARN -> Effect.WARNS;
            case IGNORE -> Effect.NONE;
        };
    }
}
