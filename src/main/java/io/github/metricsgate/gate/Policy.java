package io.github.metricsgate.gate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of finding does to the build. What is null here follows from the environment.
 *
 * @param environment how strict the build is where nothing else is said
 * @param whenMissing what a missing or stale file does, or one of an earlier run
 * @param onBroken what a broken threshold does
 * @param onInconclusive what a threshold does for which there is no value, or one of too few items
 * @param onAborted what an aborted run or a failed phase does
 * @param maxAge the age in milliseconds over which files are stale; null for any age
 */
public record Policy(
        Environment environment,
        @Nullable Effect whenMissing,
        Effect onBroken,
        @Nullable Effect onInconclusive,
        @Nullable Effect onAborted,
        @Nullable BigDecimal maxAge) {

    /** The defaults of an environment. */
    public static Policy of(Environment environment) {
        return new Policy(environment, null, Effect.FAILS, null, null, null);
    }

    public boolean isStrict() {
        return environment == Environment.PROD;
    }

    /** What a missing or stale file does, or one of an earlier run. */
    public Effect ofMissing() {
        return whenMissing == null ? failsWhereStrict() : whenMissing;
    }

    /** Whether results that are older than the build count as missing. */
    public boolean refusesOldSources() {
        return isStrict();
    }

    Effect of(SourceFault fault) {
        return switch (fault.kind()) {
            case MISSING, STALE -> fault.optional() ? Effect.NONE : ofMissing();
            case OLD -> Effect.WARNS;
            case UNUSABLE, MISCONFIGURED -> Effect.FAILS;
        };
    }

    /** What an aborted run or a failed phase does. */
    Effect ofAborted() {
        return onAborted == null ? failsWhereStrict() : onAborted;
    }

    /** What percentiles do that do not fit their durations. */
    Effect ofSuspectUnit() {
        return failsWhereStrict();
    }

    /** @param named whether the threshold names this phase, or is on the run */
    Effect of(Outcome outcome, Severity severity, boolean named) {
        Effect effect = switch (outcome) {
            case KEPT -> Effect.NONE;
            case BROKEN -> onBroken;
            case NOT_MEASURED, NOT_ENOUGH_DATA ->
                onInconclusive == null ? named ? failsWhereStrict() : Effect.WARNS : onInconclusive;
        };
        return effect.limitedTo(severity);
    }

    /** What a threshold does that was not evaluated at all: never nothing, and a failure only where it was asked for. */
    Effect ofNotEvaluated(Severity severity) {
        return (onInconclusive == Effect.FAILS ? Effect.FAILS : Effect.WARNS).limitedTo(severity);
    }

    private Effect failsWhereStrict() {
        return isStrict() ? Effect.FAILS : Effect.WARNS;
    }
}
