package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a name that is not the gate's own stands for: a statistic of latencies, unless no phase has it and some have a measure
 * of that name. Only the run can tell.
 */
final class Measured {

    private Measured() {}

    static List<Threshold> by(List<Threshold> thresholds, List<Phase> phases) {
        Set<String> latencies = new HashSet<>();
        Set<String> measures = new HashSet<>();
        for (Phase phase : phases) {
            measures.addAll(phase.measures().keySet());
        }
        if (measures.isEmpty()) {
            return thresholds;
        }
        for (Phase phase : phases) {
            latencies.addAll(phase.latencies().keySet());
        }
        measures.removeAll(latencies);
        List<Threshold> resolved = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            boolean isMeasure =
                    threshold.metric() instanceof PhaseMetric.Latency latency && measures.contains(latency.key());
            resolved.add(
                    isMeasure
                            ? threshold.on(
                                    new PhaseMetric.Measure(threshold.metric().key()))
                            : threshold);
        }
        return resolved;
    }
}
