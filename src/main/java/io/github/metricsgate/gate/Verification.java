package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.SetReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run, the rules that it was checked against, and the findings. The overall result follows from the findings alone.
 *
 * @param subject what was read
 * @param set the content; without its figures if it has violations, because then nothing is judged
 * @param findings first those about the files, then those about the rules, then the verdicts: in the order of the
 *     phases, for each phase in that of the thresholds, those on the run last
 * @param past the runs that it was compared with, so that reports can show them; empty if it was not
 */
public record Verification(Rules rules, Subject subject, SetReading set, List<Finding> findings, Optional<Past> past) {

    /** What can be verified. */
    public enum Subject {
        /** An existing metrics set. */
        SET,
        /** A snapshot that could not be persisted. */
        SNAPSHOT,
        /** Tools' results that collect-metrics was to read. */
        SOURCES
    }

    public Verification {
        findings = List.copyOf(findings);
    }

    /** One that was compared with no other run. */
    public Verification(Rules rules, Subject subject, SetReading set, List<Finding> findings) {
        this(rules, subject, set, findings, Optional.empty());
    }

    /** In the order in which readers expect them. */
    public List<Phase> phases() {
        return set.run().phases();
    }

    /** Whether the figures are valid: false if an existing file has violations. */
    public boolean hasFigures() {
        for (Finding.OfFiles finding : findings(Finding.OfFiles.class)) {
            if (!(finding instanceof Finding.MissingFile)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is information about the machine: a file without samples counts too. */
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
            if (isJudgement(finding)) {
                result = Result.PASSED;
            }
        }
        return result;
    }

    /** Whether a value was compared with a limit or with its baseline. */
    private static boolean isJudgement(Finding finding) {
        if (finding instanceof Verdict verdict) {
            return verdict.outcome().isJudgement();
        }
        return finding instanceof BaselineVerdict compared && compared.isJudgement();
    }

    /** Whether the build may continue. */
    public boolean letsTheBuildGoOn() {
        return result() != Result.FAILED;
    }
}
