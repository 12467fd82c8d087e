package io.github.metricsgate.report;

/**
 * Something that a verification found and its reader should know.
 *
 * @param fails whether it fails the build; else it is a warning
 * @param about the same for the same problem of another run, whatever the figures
 * @param fact what is wrong; without a line break or a control character
 * @param remedy what to do about it; empty where the fact says it
 */
public record Problem(Kind kind, boolean fails, String about, String fact, String remedy) {

    /** What is wrong and what to do about it. */
    public String sentence() {
        return remedy.isEmpty() ? fact : fact + ": " + remedy;
    }

    /** What a problem is about, in the order in which problems are told. */
    public enum Kind {
        /** A file of the set is not there. */
        MISSING_FILE,
        /** A file of the set is older than it may be. */
        STALE_FILE,
        /** A place in a file is not what the schema says. */
        VIOLATION,
        /** A threshold could hold nothing: the pom is at fault, not the metrics. */
        UNMATCHED_THRESHOLD,
        /** Not one value of all that thresholds speak of is there. */
        NOTHING_MEASURED,
        /** A threshold met nothing, as the files or the phases are missing. */
        NOT_HELD,
        /** There is no threshold at all where one would be expected. */
        NO_THRESHOLD,
        /** A limit decides nowhere. */
        OVERRULED,
        /** A value is beyond its limit. */
        BROKEN,
        /** There is no value, or one of too few items. */
        INCONCLUSIVE;

        /** Whether it is the files that are not as they should be. */
        boolean isOfFiles() {
            return this == MISSING_FILE || this == STALE_FILE || this == VIOLATION;
        }
    }
}
