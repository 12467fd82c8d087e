package io.github.metricsgate.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the machine did during the run.
 *
 * @param samples how many resource samples there are
 * @param summaries what they say of each resource; empty if there is no sample
 */
public record ResourceUsage(long samples, Map<Resource, ResourceSummary> summaries) {

    public ResourceUsage {
        summaries = summaries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(summaries));
    }

    /** Without a single sample. */
    public static ResourceUsage none() {
        return new ResourceUsage(0, Map.of());
    }
}
