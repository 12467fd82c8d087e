package io.github.metricsgate.metrics;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run besides its figures.
 *
 * @param time when it took place; null if the snapshot does not say
 * @param abortStatus whether it was aborted
 * @param phaseStatuses how each phase ended, in the pipeline's own words, by the phase's key
 * @param latencyUnit the unit of the percentiles according to the snapshot; empty if it does not say
 * @param identity which run it was
 */
public record RunContext(
        @Nullable Instant time,
        AbortStatus abortStatus,
        Map<String, String> phaseStatuses,
        Optional<DurationUnit> latencyUnit,
        RunIdentity identity) {

    public RunContext {
        phaseStatuses = Collections.unmodifiableMap(new LinkedHashMap<>(phaseStatuses));
    }

    /** For a run that says nothing about itself. */
    public static RunContext unknown() {
        return new RunContext(null, AbortStatus.COMPLETED, Map.of(), Optional.empty(), RunIdentity.UNKNOWN);
    }
}
