package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a threshold is about: one figure of each phase that it selects, or one of the run as a whole. */
public sealed interface Metric permits PhaseMetric, RunMetric {

    /** As the pom writes it and every report shows it. */
    String key();

    Unit unit();

    /**
     * The metric that a pom calls {@code name}. Names that are not the gate's own are taken for keys of the latency
     * histogram; empty if it is a resource with something behind it that is no statistic.
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
        return own;
    }
}
