package io.github.metricsgate.gate;

/**
 * Something that is wrong with a source of collect-metrics, or with a set that aggregate-metrics merges.
 *
 * @param source the source's name
 * @param origin where it was set, as its user would recognise it
 * @param problem what is wrong, whole sentences without the last full stop
 * @param optional whether it may be missing
 */
public record SourceFault(Kind kind, String source, String origin, String problem, boolean optional) {

    /** What is wrong, which decides what it does to the build. */
    public enum Kind {
        /** There is no file, or nothing in it. */
        MISSING,
        /** Its files are older than they may be, and are not taken. */
        STALE,
        /** Its files are older than the build, and are taken all the same. */
        OLD,
        /** Its files cannot be read or merged. */
        UNUSABLE,
        /** There is no metrics set, or part of it is missing. */
        NO_SET,
        /** What the pom says of it is wrong. */
        MISCONFIGURED
    }
}
