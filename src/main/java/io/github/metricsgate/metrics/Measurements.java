package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * All figures of a run, enumerated in this one place: everything that shows, judges or stores them uses these lists.
 */
public final class Measurements {

    private Measurements() {}

    /** The figures of each phase, in the order of the phases, followed by those of the run. */
    public static List<Measurement> of(Run run) {
        List<Measurement> all = new ArrayList<>();
        for (Phase phase : run.phases()) {
            all.addAll(of(phase));
        }
        all.addAll(of(run.resources()));
        return all;
    }

    /**
     * The latencies of the phase in the order of its file, its other figures, then its measures. If a key of the
     * latency histogram is also the name of another figure, {@code throughput} for example, it is left out, because a
     * threshold with that name means the other figure.
     */
    public static List<Measurement> of(Phase phase) {
        List<Measurement> all = new ArrayList<>();
        for (String key : phase.latencies().keySet()) {
            PhaseMetric.Latency latency = new PhaseMetric.Latency(key);
            if (Metric.named(key).orElse(null) instanceof PhaseMetric.Latency) {
                all.add(new Measurement(phase, latency, latency.valueIn(phase)));
            }
        }
        for (PhaseMetric.Figure figure : PhaseMetric.Figure.values()) {
            all.add(new Measurement(phase, figure, figure.valueIn(phase)));
        }
        for (String key : phase.measures().keySet()) {
            PhaseMetric.Measure measure = new PhaseMetric.Measure(key);
            all.add(new Measurement(phase, measure, measure.valueIn(phase)));
        }
        return all;
    }

    /** The statistics of each resource, followed by the number of samples. */
    public static List<Measurement> of(ResourceUsage usage) {
        List<Measurement> all = new ArrayList<>();
        for (RunMetric metric : RunMetric.all()) {
            all.add(new Measurement(null, metric, metric.valueIn(usage, 0)));
        }
        return all;
    }
}
