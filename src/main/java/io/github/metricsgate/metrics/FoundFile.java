package io.github.metricsgate.metrics;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a metrics set as it was found.
 *
 * @param role which file of the set it is
 * @param path where it is or should be
 * @param sha256 64 lower-case hexadecimal digits; null if it is missing
 * @param lastModified when it was written, according to the file system; null if it is missing
 */
public record FoundFile(
        MetricsFile role,
        Path path,
        @Nullable String sha256,
        @Nullable Instant lastModified) {

    /** A missing file. */
    public static FoundFile missing(MetricsFile role, Path path) {
        return new FoundFile(role, path, null, null);
    }

    public boolean isMissing() {
        return sha256 == null;
    }
}
