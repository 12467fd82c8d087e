package io.github.metricsgate.metrics;

import java.nio.file.Path;

/**
 * One file of a metrics set as it was published.
 *
 * @param role which file of the set it is
 * @param path where it is
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
public record WrittenFile(MetricsFile role, Path path, long size, String sha256) {}
