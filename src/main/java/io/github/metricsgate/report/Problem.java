package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;

/**
 * A finding in words, which readers should know about: it fails the build, or it is a warning.
 *
 * @param fails whether it fails the build
 * @param about the same for the same problem in another run, whatever the figures
 * @param fact what is wrong; without line breaks or control characters
 * @param remedy what to do about it; empty if the fact makes it clear
 */
record Problem(Finding finding, Kind kind, boolean fails, String about, String fact, String remedy) {

    static Problem of(Finding finding, Kind kind, String about, String fact, String remedy) {
        return new Problem(finding, kind, finding.effect() == Effect.FAILS, kind + " " + about, fact, remedy);
    }

    /** What is wrong and what to do about it. */
    String sentence() {
        return remedy.isEmpty() ? fact : fact + ": " + remedy;
    }

    /** What a problem is about; {@code verification.json} uses these words, in lower case. */
    enum Kind {
        /** A file of the set is missing. */
        MISSING_FILE,
        /** A file of the set is too old. */
        STALE_FILE,
        /** The set is from an earlier run than this build's. */
        EARLIER_RUN,
        /** The results of a source are not there. */
        MISSING_SOURCE,
        /** A metrics set that was to be merged is not there. */
        MISSING_SET,
        /** The results of a source are older than they may be, or than the build. */
        STALE_SOURCE,
        /** The results of a source cannot be read or merged. */
        UNUSABLE_SOURCE,
        /** What the pom says of a source is wrong. */
        MISCONFIGURED_SOURCE,
        /** The snapshot is a tool's result. */
        FOREIGN_SNAPSHOT,
        /** A place in a file violates the schema. */
        VIOLATION,
        /** The pipeline says that the run was aborted. */
        ABORTED_RUN,
        /** The pipeline says that a phase failed. */
        FAILED_PHASE,
        /** The percentiles do not fit the durations. */
        SUSPECT_UNIT,
        /** A resource was probably not measured. */
        ONLY_ZEROS,
        /** Pom and snapshot name different units. */
        CONTRADICTORY_UNITS,
        /** A threshold applies to nothing: the pom is at fault, not the metrics. */
        UNUSED_THRESHOLD,
        /** There is not a single value of what thresholds limit. */
        NOTHING_MEASURED,
        /** A threshold was not evaluated, because files or phases are missing. */
        NOT_EVALUATED,
        /** There is no threshold at all, although one would be expected. */
        NO_THRESHOLD,
        /** A limit applies nowhere. */
        OVERRIDDEN_LIMIT,
        /** A value exceeds its limit. */
        BROKEN,
        /** A value is beyond its baseline, and so were the runs before it. */
        REGRESSION,
        /** Everything is slower than usual. */
        SLOW_RUN,
        /** A phase is missing that runs before had. */
        VANISHED_PHASE,
        /** An accepted change has expired, or applies to nothing. */
        ACCEPTANCE,
        /** An entry of the history cannot be read. */
        DAMAGED_HISTORY,
        /** There is no value, or one based on too few items. */
        INCONCLUSIVE,
        /** The history cannot be read. */
        UNUSABLE_HISTORY
    }
}
