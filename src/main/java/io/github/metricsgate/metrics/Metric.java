package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a threshold limits: one figure of each phase that it selects, or one of the whole run. */
public sealed interface Metric permits PhaseMetric, RunMetric {

    /** Its name in the pom and in every report. */
    String key();

    Unit unit();

    /**
     * The metric with this name in a pom. Any name that is not defined here is a key of the latency histogram; empty if
     * it is a resource followed by something that is not a statistic.
     */
    static Optional<Metric> named(String name) {
        for (PhaseMetric.Figure figure : PhaseMetric.Figure.values()) {
            if (figure.key().equals(name)) {
                return Optional.of(figure);
            }
        }
        return RunMetric.isNamedAs(name) ? RunMetric.named(name) : Optional.of(new PhaseMetric.Latency(name));
    }

    /** All metrics that do not come from a latency histogram. */
    static List<Metric> own() {
        List<Metric> own = new ArrayList<>(Arrays.asList(PhaseMetric.Figure.values()));
        own.addAll(RunMetric.all());
        own.add(new RunMetric.Factor());
        return own;
    }
}
