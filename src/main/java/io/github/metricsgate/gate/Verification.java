package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.SetReading;
import java.util.ArrayList;
import java.util.List;

/**
 * A run, the rules it was held to, and what was found. What it comes to follows from the findings alone.
 *
 * @param subject what was read
 * @param set what was read of it; without its figures if it has violations, as then nothing is judged
 * @param findings first those of the files, then those of the rules, then the verdicts: in the order of the phases,
 *     within a phase in that of the thresholds, those on the run last
 */
public record Verification(Rules rules, Subject subject, SetReading set, List<Finding> findings) {

    /** What a verification can be about. */
    public enum Subject {
        /** A metrics set that is verified. */
        SET,
        /** A snapshot that could not be persisted. */
        SNAPSHOT,
        /** Tools' results that collect-metrics was to read. */
        SOURCES
    }

    public Verification {
        findings = List.copyOf(findings);
    }

    /** In the order in which a reader expects them. */
    public List<Phase> phases() {
        return set.run().phases();
    }

    /** Whether the figures count: not if a file that is there is not what it should be. */
    public boolean hasFigures() {
        for (Finding.OfFiles finding : findings(Finding.OfFiles.class)) {
            if (!(finding instanceof Finding.MissingFile)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is known what the machine did: that there is no sample is something that is known. */
    public boolean hasSamples() {
        return set.hasSamples() && hasFigures();
    }

    public List<Verdict> verdicts() {
        return findings(Verdict.class);
    }

    /** The findings of one kind, in their order. */
    public <F extends Finding> List<F> findings(Class<F> kind) {
        List<F> found = new ArrayList<>();
        for (Finding finding : findings) {
            if (kind.isInstance(finding)) {
                found.add(kind.cast(finding));
            }
        }
        return found;
    }

    public Result result() {
        Result result = Result.NOTHING_JUDGED;
        for (Finding finding : findings) {
            if (finding.effect() == Effect.FAILS) {
                return Result.FAILED;
            }
            if (finding instanceof Verdict verdict && verdict.outcome().isJudgement()) {
                result = Result.PASSED;
            }
        }
        return result;
    }

    /** Whether the build may go on. */
    public boolean letsTheBuildGoOn() {
        return result() != Result.FAILED;
    }
}
