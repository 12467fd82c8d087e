package io.github.metricsgate.metrics;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run, with their checksums, as they were published.
 *
 * @param directory where they are
 * @param files all of them, in the order of {@link MetricsFile}
 */
public record MetricsSet(Path directory, List<WrittenFile> files) {

    public MetricsSet {
        files = List.copyOf(files);
    }
}
