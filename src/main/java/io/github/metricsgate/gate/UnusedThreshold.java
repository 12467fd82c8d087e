package io.github.metricsgate.gate;

import java.util.List;

/** A threshold that would hold nothing: a mistake in the configuration, never a pass. */
public sealed interface UnusedThreshold {

    Threshold threshold();

    /** Its selector selects none of the phases. */
    record NoSuchPhase(Threshold threshold) implements UnusedThreshold {}

    /**
     * Its metric is in none of the phases that it selects.
     *
     * @param latencies those that are there
     */
    record NoSuchMetric(Threshold threshold, List<String> latencies) implements UnusedThreshold {}
}
