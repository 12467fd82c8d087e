package io.github.metricsgate.source;

/**
 * Why a source was not read.
 *
 * @param source the source's name
 * @param message whole sentences that name the file and the way out
 */
public record SourceProblem(Kind kind, String source, String message) {

    /** What kind of problem it is, which decides what it does to the build. */
    public enum Kind {
        /** What the pom says of the source is wrong. */
        CONFIGURATION,
        /** There is no file: the tool did not run, or wrote elsewhere. */
        MISSING,
        /** A file is of no known format, or is not what its format says. */
        UNREADABLE,
        /** Two results of one item that cannot be merged. */
        CONFLICT
    }
}
