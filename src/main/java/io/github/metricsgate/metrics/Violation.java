package io.github.metricsgate.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A place where a document is not what the schema says.
 *
 * @param file the file's name
 * @param pointer the JSON pointer (RFC 6901) of the value, in a line of JSON Lines that of the line's own value; empty
 *     for the whole document
 * @param position where the value begins; null where the whole file is meant
 * @param found what stands there
 * @param expected what the schema wants there
 */
public record Violation(
        String file, String pointer, @Nullable Position position, String found, String expected) {}
