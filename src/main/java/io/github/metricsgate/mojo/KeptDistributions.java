package io.github.metricsgate.mojo;

import io.github.metricsgate.files.HistogramReader;
import io.github.metricsgate.gate.BaselineRuns;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.history.KeptFiles;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.report.Distributions;
import io.github.metricsgate.source.PhaseDistributions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distributions of a run, over those of its baseline as far as the history has kept the files of runs. */
final class KeptDistributions implements Distributions {

    /** Of all histograms that are held at once, in characters; older runs are left out rather than that a build ends here. */
    private static final int MOST = 1 << 25;

    private final Optional<KeptFiles> files;
    private final Optional<BaselineRuns> baseline;
    private final String file;
    private final IdentityHashMap<RecordedRun, Map<String, String>> histograms = new IdentityHashMap<>();
    private long held;

    /**
     * @param files those of the runs before; empty where none were kept
     * @param file the name of phase_metrics.json in the sets of this module
     */
    KeptDistributions(Optional<KeptFiles> files, Verification verification, String file) {
        this.files = files;
        this.baseline = BaselineRuns.of(verification);
        this.file = file;
    }

    @Override
    public Optional<Distribution> of(Phase phase) {
        // Only a phase with a histogram needs what can decode one.
        return phase.histogram() == null ? Optional.empty() : PhaseDistributions.of(List.of(phase.histogram()));
    }

    @Override
    public Optional<OfBaseline> ofBaseline(Phase phase) {
        if (phase.histogram() == null || files.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        for (RecordedRun run : baseline.get().of(phase)) {
            String histogram = histograms(files.get(), run).get(phase.key());
            if (histogram != null) {
                kept.add(histogram);
            }
        }
        return PhaseDistributions.of(kept).map(distribution -> new OfBaseline(distribution, kept.size()));
    }

    /** By the keys of the phases. */
    private Map<String, String> histograms(KeptFiles from, RecordedRun run) {
        Map<String, String> known = histograms.get(run);
        if (known == null) {
            known = held > MOST ? Map.of() : read(from, run);
            histograms.put(run, known);
            for (String histogram : known.values()) {
                held += histogram.length();
            }
        }
        return known;
    }

    /** None where they cannot be read: the picture says of how many runs it is. */
    private Map<String, String> read(KeptFiles from, RecordedRun run) {
        try {
            Optional<InputStream> kept = from.open(run, file);
            if (kept.isEmpty()) {
                return Map.of();
            }
            try (InputStream in = kept.get()) {
                return HistogramReader.read(in, file);
            }
        } catch (IOException unreadable) {
            return Map.of();
        }
    }
}
