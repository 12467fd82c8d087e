package io.github.metricsgate.metrics;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a metrics set's directory.
 *
 * @param directory where the set is
 * @param files all of them, in the order of {@link MetricsFile}; those that are there were read and checked
 * @param checksummed whether {@code SHA256SUMS} lies beside them
 * @param violations what is wrong with the files; if anything is, the run is incomplete
 * @param run what the files contain; what is in a missing file is missing here
 */
public record SetReading(Path directory, List<FoundFile> files, boolean checksummed, Violations violations, Run run) {

    public SetReading {
        files = List.copyOf(files);
    }

    /** A snapshot that did not become a set, in the place of the set's directory. */
    public static SetReading ofSnapshot(Path snapshot, Violations violations) {
        return new SetReading(snapshot, List.of(), false, violations, Run.unknown());
    }

    /** The files that are required and not there. */
    public List<FoundFile> missing() {
        List<FoundFile> missing = new ArrayList<>();
        for (FoundFile file : files) {
            if (file.isMissing() && file.role().required()) {
                missing.add(file);
            }
        }
        return missing;
    }

    public boolean has(MetricsFile role) {
        for (FoundFile file : files) {
            if (file.role() == role) {
                return !file.isMissing();
            }
        }
        return false;
    }

    /** Whether there is a file that lists the phases. */
    public boolean hasPhases() {
        return has(MetricsFile.PHASE_METRICS) || has(MetricsFile.LATENCY_HISTOGRAMS);
    }

    /** Whether there is a file with the resource samples; it may have none. */
    public boolean hasSamples() {
        return has(MetricsFile.RESOURCE_USAGE);
    }

    /** The same without the figures: nothing can be concluded from files that are not what they should be. */
    public SetReading withoutFigures() {
        return new SetReading(
                directory, files, checksummed, violations, new Run(run.context(), List.of(), ResourceUsage.none()));
    }

    /** When the run was: what it says itself, else the time of its first file; null where there is neither. */
    public @Nullable Instant time() {
        if (run.context().time() != null) {
            return run.context().time();
        }
        for (FoundFile file : files) {
            if (file.lastModified() != null) {
                return file.lastModified();
            }
        }
        return null;
    }

    /** Whether there is nothing of a set at all. */
    public boolean isEmpty() {
        return !checksummed && files.stream().allMatch(FoundFile::isMissing);
    }
}
