package io.github.metricsgate.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Which figures belong together over time: one metric of one phase, or of the run.
 *
 * @param phase the phase's key; null for a metric of the run
 */
public record SeriesName(@Nullable String phase, Metric metric) {

    public static SeriesName of(Measurement measurement) {
        Phase phase = measurement.phase();
        return new SeriesName(phase == null ? null : phase.key(), measurement.metric());
    }

    /** The one that records have by default takes long until it is compiled, and a history has many series. */
    @Override
    public int hashCode() {
        return 31 * (phase == null ? 0 : phase.hashCode()) + metric.key().hashCode();
    }
}
