package io.github.metricsgate.source;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A regular file that belongs to a source.
 *
 * @param shown its path as people see it: relative to the project where it lies in it, with {@code /} on every platform
 * @param size in bytes, when it was found
 * @param lastModified when it was written
 */
public record SourceFile(Path path, String shown, long size, Instant lastModified) {}
