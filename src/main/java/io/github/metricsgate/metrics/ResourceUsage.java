package io.github.metricsgate.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the machine was doing during the run.
 *
 * @param samples the number of resource samples
 * @param summaries the summary of each resource; empty if there are no samples
 * @param curve the samples over the run
 */
public record ResourceUsage(long samples, Map<Resource, ResourceSummary> summaries, ResourceCurve curve) {

    public ResourceUsage {
        summaries = summaries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(summaries));
    }

    /** Samples of which nobody knows when they were taken. */
    public ResourceUsage(long samples, Map<Resource, ResourceSummary> summaries) {
        this(samples, summaries, ResourceCurve.NONE);
    }

    /** No samples. */
    public static ResourceUsage none() {
        return new ResourceUsage(0, Map.of());
    }
}
