package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.stats.Standing;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A verification in one line each: the result, the counts, what was read. */
final class Headline {

    private Headline() {}

    /** In capitals if it fails the build. */
    static String result(Verification verification) {
        return switch (verification.result()) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case NOTHING_JUDGED -> "nothing judged";
        };
    }

    /**
     * "11 phases, 9 thresholds kept, 2 broken, 0 not measured"; a fourth count if a threshold has {@code minSamples}.
     */
    static String counts(Verification verification) {
        if (verification.subject() == Verification.Subject.SNAPSHOT) {
            return "nothing was persisted";
        }
        if (verification.subject() == Verification.Subject.SOURCES) {
            boolean areSets = verification.findings(Finding.FaultySource.class).stream()
                    .anyMatch(source -> source.fault().kind() == SourceFault.Kind.NO_SET);
            String done = areSets ? "merged" : "collected";
            return verification.letsTheBuildGoOn() ? done + " what there is" : "nothing was " + done;
        }
        if (!verification.set().violations().isEmpty()) {
            return "nothing was judged: the files are invalid";
        }
        if (verification.set().isEmpty()) {
            return "nothing was judged: there is no metrics set";
        }
        if (!verification.findings(Finding.EarlierRun.class).isEmpty()) {
            return "nothing was judged: the set is from an earlier run";
        }
        if (!verification.hasFigures()) {
            return "nothing was judged: the files are stale";
        }
        String phases = Counted.of(verification.phases().size(), "phase");
        String compared = compared(verification);
        if (verification.rules().thresholds().isEmpty() || (areAllRelative(verification) && !compared.isEmpty())) {
            return phases + (compared.isEmpty() ? nothingToJudgeBy(verification) : compared);
        }
        Map<Outcome, Long> counts = outcomes(verification);
        return phases + ", " + Counted.of(counts.getOrDefault(Outcome.KEPT, 0L), "threshold") + " kept, "
                + counts.getOrDefault(Outcome.BROKEN, 0L)
                + " broken, " + counts.getOrDefault(Outcome.NOT_MEASURED, 0L) + " not measured"
                + (requiresSamples(verification)
                        ? ", " + counts.getOrDefault(Outcome.NOT_ENOUGH_DATA, 0L) + " without enough data"
                        : "")
                + compared;
    }

    /** Their verdicts are those on the baseline, and counted there. */
    private static boolean areAllRelative(Verification verification) {
        return verification.verdicts().isEmpty()
                && verification.rules().thresholds().stream().allMatch(Threshold::needsAHistory);
    }

    private static String nothingToJudgeBy(Verification verification) {
        boolean hasTooFewRuns =
                !verification.findings(Finding.NotEnoughRuns.class).isEmpty();
        return ", nothing judged: no threshold is set"
                + (hasTooFewRuns ? ", and there are too few runs to compare with" : "");
    }

    /** What came of the comparison with earlier runs; empty if nothing was compared. */
    private static String compared(Verification verification) {
        if (verification.findings(BaselineVerdict.class).stream().noneMatch(BaselineVerdict::isJudgement)) {
            return "";
        }
        Map<Standing, Long> standings = standings(verification);
        return ", " + Counted.of(standings.getOrDefault(Standing.WITHIN, 0L), "value") + " within the baseline, "
                + standings.getOrDefault(Standing.SUSPECT, 0L) + " suspect, "
                + Counted.of(standings.getOrDefault(Standing.REGRESSION, 0L), "regression");
    }

    /** How many values were compared with their baselines, by what came of it. */
    static Map<Standing, Long> standings(Verification verification) {
        Map<Standing, Long> counts = new EnumMap<>(Standing.class);
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            if (verdict.isJudgement()) {
                counts.merge(verdict.standing(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** How many verdicts have each outcome. */
    static Map<Outcome, Long> outcomes(Verification verification) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        for (Verdict verdict : verification.verdicts()) {
            counts.merge(verdict.outcome(), 1L, Long::sum);
        }
        return counts;
    }

    /** What was read of a metrics set; missing files are not mentioned. */
    static String read(SetReading set) {
        List<String> counts = new ArrayList<>();
        if (set.hasPhases()) {
            counts.add(Counted.of(set.run().phases().size(), "phase"));
        }
        if (set.hasSamples()) {
            counts.add(Counted.of(set.run().resources().samples(), "resource sample"));
        }
        return "Read " + (counts.isEmpty() ? "nothing" : String.join(" and ", counts)) + " from "
                + SafeText.of(set.directory().toString());
    }

    private static boolean requiresSamples(Verification verification) {
        for (Threshold threshold : verification.rules().thresholds()) {
            if (threshold.minSamples() != null) {
                return true;
            }
        }
        return false;
    }
}
