package io.github.metricsgate.metrics;

import java.nio.file.Path;
import java.util.List;

/**
 * The three files of one run, with their checksums, as they were published.
 *
 * @param directory where they lie
 * @param files all three, in the order of {@link MetricsFile}
 * @param phases how many phases they tell of
 * @param samples how many resource samples
 * @param abortStatus what the snapshot says of the run's end
 */
public record MetricsSet(Path directory, List<WrittenFile> files, int phases, long samples, AbortStatus abortStatus) {

    public MetricsSet {
        files = List.copyOf(files);
    }
}
