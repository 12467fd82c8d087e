package io.github.metricsgate.report;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.WrittenFile;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What was persisted, in lines for a log. */
public final class PersistReport {

    private PersistReport() {}

    /** What was written: each file with its size and its checksum. */
    public static List<String> lines(MetricsSet set, int phases, long samples) {
        List<String> lines = new ArrayList<>();
        lines.add("Wrote " + Counted.of(phases, "phase") + " and "
                + Counted.of(samples, "resource sample") + " to "
                + SafeText.of(set.directory().toString()));
        for (WrittenFile file : set.files()) {
            lines.add("  " + SafeText.of(String.valueOf(file.path().getFileName())) + ", "
                    + Counted.of(file.size(), "byte") + ", SHA-256 " + file.sha256());
        }
        return lines;
    }

    /** Says that the run was aborted, and why. */
    public static String aborted(AbortStatus status) {
        return "The run was aborted: "
                + (status.reason().isEmpty() ? "no reason given" : SafeText.of(status.reason(), 500));
    }
}
