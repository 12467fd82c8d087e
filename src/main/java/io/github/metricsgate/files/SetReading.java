package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Violations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What lies in a metrics set's directory.
 *
 * @param missing the files that are not there; the others were read and checked
 * @param checksummed whether {@code SHA256SUMS} lies beside them
 * @param violations what is wrong with the files; if anything is, the rest says little
 * @param phases the phases, in the file's order; empty if neither file that has them is there
 * @param samples how many resource samples there are; empty if their file is missing
 */
public record SetReading(
        List<MetricsFile> missing,
        boolean checksummed,
        Violations violations,
        Optional<List<Phase>> phases,
        OptionalLong samples) {

    public SetReading {
        missing = List.copyOf(missing);
        phases = phases.map(List::copyOf);
    }

    /** How many phases there are; empty if neither file that has them is there. */
    public OptionalLong phaseCount() {
        return phases.stream().mapToLong(List::size).findFirst();
    }

    /** Whether there is nothing of a set at all. */
    public boolean isEmpty() {
        return !checksummed && missing.size() == MetricsFile.values().length;
    }
}
