package io.github.metricsgate.files;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the histograms of a {@code phase_metrics.json} that is in no set any more, such as one that a history has kept. */
public final class HistogramReader {

    private HistogramReader() {}

    /**
     * The histograms by the keys of their phases, as the file has them; none if the file is not what the schema says.
     *
     * @param file its name
     */
    public static Map<String, String> read(InputStream in, String file) throws IOException {
        // Histograms are in nanoseconds, whatever the unit of the percentiles beside them.
        PhasesDocument document = PhasesDocument.readPhaseMetrics(in, file, DurationUnit.MILLISECONDS);
        Map<String, String> histograms = new LinkedHashMap<>();
        if (document.violations().isEmpty()) {
            for (Phase phase : document.models()) {
                if (phase.histogram() != null) {
                    histograms.put(phase.key(), phase.histogram());
                }
            }
        }
        return histograms;
    }
}
