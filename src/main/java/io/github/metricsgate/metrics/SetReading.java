package io.github.metricsgate.metrics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies in a metrics set's directory.
 *
 * @param files all three, in the order of {@link MetricsFile}; those that are there were read and checked
 * @param checksummed whether {@code SHA256SUMS} lies beside them
 * @param violations what is wrong with the files; if anything is, the rest says little
 * @param phases the phases, in the file's order; empty if neither file that has them is there
 * @param resources what the resource samples say; empty if their file is missing
 */
public record SetReading(
        Path directory,
        List<FoundFile> files,
        boolean checksummed,
        Violations violations,
        Optional<List<Phase>> phases,
        Optional<ResourceUsage> resources) {

    public SetReading {
        files = List.copyOf(files);
        phases = phases.isPresent() ? Optional.of(List.copyOf(phases.get())) : phases;
    }

    public List<FoundFile> missing() {
        List<FoundFile> missing = new ArrayList<>();
        for (FoundFile file : files) {
            if (file.isMissing()) {
                missing.add(file);
            }
        }
        return missing;
    }

    /** The same without what the files say: nobody should go by files that are not what they should be. */
    public SetReading withoutValues() {
        return new SetReading(directory, files, checksummed, violations, Optional.empty(), Optional.empty());
    }

    /** Whether there is nothing of a set at all. */
    public boolean isEmpty() {
        return !checksummed && missing().size() == files.size();
    }
}
