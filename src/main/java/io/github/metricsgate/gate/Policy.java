package io.github.metricsgate.gate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The effect of each kind of finding on the build. Where a value is null, the environment decides.
 *
 * @param environment how strict the build is by default
 * @param whenMissing the effect of a missing or stale file, or of one from an earlier run
 * @param onBroken the effect of a broken threshold
 * @param onInconclusive the effect of a threshold for which there is no value, or one based on too few items
 * @param onAborted the effect of an aborted run or a failed phase
 * @param maxAge the age in milliseconds above which files are stale; null for any age
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

    /** The effect of a missing or stale file, or of one from an earlier run. */
    public Effect ofMissing() {
        return whenMissing == null ? failsWhereStrict() : whenMissing;
    }

    /** Whether results that are older than the build count as missing. */
    public boolean refusesOldSources() {
        return isStrict();
    }

    Effect of(SourceFault fault) {
        return switch (fault.kind()) {
            case MISSING, STALE, NO_SET -> fault.optional() ? Effect.NONE : ofMissing();
            case OLD -> Effect.WARNS;
            case UNUSABLE, MISCONFIGURED -> Effect.FAILS;
        };
    }

    /** The effect of an aborted run or a failed phase. */
    Effect ofAborted() {
        return onAborted == null ? failsWhereStrict() : onAborted;
    }

    /** The effect of percentiles that do not fit their durations. */
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

    /** The effect of a threshold that was not evaluated at all: at least a warning, and a failure only if requested. */
    Effect ofNotEvaluated(Severity severity) {
        return (onInconclusive == Effect.FAILS ? Effect.FAILS : Effect.WARNS).limitedTo(severity);
    }

    /** The effect of a history that cannot be read or written. */
    public Effect ofUnusableHistory() {
        return onInconclusive == null ? failsWhereStrict() : onInconclusive;
    }

    /** The effect of too few runs to compare with: the first runs of a pipeline have none. */
    Effect ofTooFewRuns() {
        return onInconclusive == Effect.FAILS ? Effect.FAILS : Effect.NONE;
    }

    private Effect failsWhereStrict() {
        return isStrict() ? Effect.FAILS : Effect.WARNS;
    }
}
