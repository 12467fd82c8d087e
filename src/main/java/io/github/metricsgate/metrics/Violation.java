package io.github.metricsgate.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A place where a document violates the schema.
 *
 * @param file the file's name
 * @param pointer the JSON pointer (RFC 6901) of the value, within its line in JSON Lines; empty for the whole document
 * @param position where the value begins; null for the whole file
 * @param problem what is wrong, as a phrase that follows the place and a colon: {@code found "fast", expected a
 *     number}, {@code is missing; expected a string}, {@code duplicate key "a"}
 */
public record Violation(
        String file, String pointer, @Nullable Position position, String problem) {

    /** The same violation, {@code lines} further down in its file. */
    public Violation movedDown(long lines) {
        return position == null || lines == 0
                ? this
                : new Violation(file, pointer, new Position(position.line() + lines, position.column()), problem);
    }
}
