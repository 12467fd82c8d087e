package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import java.util.Optional;

/**
 * Puts findings into words: sentences if there is an effect or a note, headings above many of one kind. Everything that
 * a report says about a finding comes from here.
 */
final class Wording {

    private static final int MOST_NOTED = 5;

    private final Verification verification;
    private final RuleWording rules;

    Wording(Verification verification) {
        this.verification = verification;
        this.rules = new RuleWording(verification.phases());
    }

    /** The finding in words; empty if there is nothing that readers should know. */
    Optional<Problem> problem(Finding finding) {
        if (finding.effect() == Effect.NONE) {
            return Optional.empty();
        }
        if (finding instanceof Verdict verdict) {
            return Optional.of(VerdictWording.problem(verdict));
        }
        if (finding instanceof Finding.OfFiles ofFiles) {
            return Optional.of(FileWording.problem(ofFiles));
        }
        if (finding instanceof Finding.OfRun ofRun) {
            return Optional.of(FileWording.problem(ofRun));
        }
        if (finding instanceof Finding.OfBaseline ofBaseline) {
            return Optional.of(BaselineWording.problem(ofBaseline));
        }
        if (finding instanceof Finding.OfRules ofRules) {
            return Optional.of(rules.problem(ofRules));
        }
        throw new AssertionError(finding);
    }

    /** A finding that has no effect but is still worth a line; empty if it is not. */
    Optional<String> note(Finding finding) {
        if (finding instanceof Finding.PhasesWithoutLimit without) {
            return Optional.of(Counted.of(without.phases().size(), "phase") + " without a limit: "
                    + Listed.and(without.phases(), MOST_NOTED, phase -> "key " + Names.phase(phase)));
        }
        if (finding instanceof Finding.OptionalThresholdUnused unused) {
            return Optional.of(SafeText.of(unused.threshold().origin()) + " applies to nothing, and is optional");
        }
        if (finding.effect() != Effect.NONE || finding instanceof Verdict) {
            return Optional.empty();
        }
        if (finding instanceof Finding.OfFiles ofFiles) {
            return Optional.of(FileWording.problem(ofFiles).fact());
        }
        if (finding instanceof Finding.OfBaseline ofBaseline) {
            return BaselineWording.note(ofBaseline);
        }
        return finding instanceof Finding.OfRun ofRun
                ? Optional.of(FileWording.problem(ofRun).fact())
                : Optional.empty();
    }

    /** The heading for problems of one kind in the exception's message; empty if they need none. */
    String heading(Kind kind, int number) {
        return switch (kind) {
            case MISSING_FILE -> whatIsMissing(number) + becauseOfPolicy() + "; " + remedyForMissing() + ":";
            case STALE_FILE ->
                Counted.of(number, "file") + " stale" + becauseOfPolicy() + "; " + FileWording.REMEDY_FOR_STALE + ":";
            case VIOLATION ->
                Counted.of(verification.set().violations().total(), "violation") + " in "
                        + SafeText.of(verification.set().directory().toString()) + "; " + remedyForViolations() + ":";
            case UNUSED_THRESHOLD ->
                Counted.of(number, "threshold") + " in the configuration of metrics-gate "
                        + (number == 1 ? "applies" : "apply") + " to nothing:";
            case NOT_EVALUATED, INCONCLUSIVE ->
                Counted.of(number, "threshold") + " without a verdict, and "
                        + (verification.rules().policy().onInconclusive() == Effect.FAILS
                                ? "<onInconclusive> is fail:"
                                : "<environment> is PROD, which requires a verdict for each phase that a threshold names"
                                        + " (or an <onInconclusive> that says otherwise):");
            case REGRESSION -> Counted.of(number, "regression") + ":";
            case VANISHED_PHASE -> Counted.of(number, "phase") + " missing that earlier runs have:";
            case BROKEN -> Counted.of(number, "threshold") + " broken:";
            case MISSING_SOURCE -> Counted.of(number, "source") + " without results" + becauseOfPolicy() + ":";
            case MISSING_SET -> Counted.of(number, "metrics set") + " missing" + becauseOfPolicy() + ":";
            case STALE_SOURCE -> Counted.of(number, "source") + " with old results" + becauseOfPolicy() + ":";
            case UNUSABLE_SOURCE ->
                Counted.of(number, "source") + " that cannot be collected; no snapshot was written:";
            case MISCONFIGURED_SOURCE ->
                Counted.of(number, "mistake") + " in the configuration of metrics-gate, in <sources>:";
            case FOREIGN_SNAPSHOT,
                    EARLIER_RUN,
                    ABORTED_RUN,
                    FAILED_PHASE,
                    SUSPECT_UNIT,
                    ONLY_ZEROS,
                    SLOW_RUN,
                    ACCEPTANCE,
                    DAMAGED_HISTORY,
                    CONTRADICTORY_UNITS,
                    NOTHING_MEASURED,
                    NO_THRESHOLD,
                    OVERRIDDEN_LIMIT,
                    UNUSABLE_HISTORY -> "";
        };
    }

    private String whatIsMissing(int number) {
        if (verification.subject() == Verification.Subject.SNAPSHOT) {
            return "No snapshot";
        }
        return verification.set().isEmpty() ? "No metrics set" : Counted.of(number, "file") + " missing";
    }

    private String remedyForMissing() {
        return verification.subject() == Verification.Subject.SNAPSHOT
                ? FileWording.REMEDY_FOR_SNAPSHOT
                : FileWording.REMEDY_FOR_MISSING;
    }

    private String becauseOfPolicy() {
        Policy policy = verification.rules().policy();
        if (policy.ofMissing() != Effect.FAILS) {
            return ", and <onInconclusive> is fail";
        }
        return policy.whenMissing() == null ? ", and <environment> is PROD" : ", and <whenMissing> is fail";
    }

    private String remedyForViolations() {
        if (verification.subject() == Verification.Subject.SNAPSHOT) {
            return "nothing was written";
        }
        return verification.set().checksummed()
                ? "the files were changed or truncated, or are still being written: run persist-metrics again"
                : "something other than persist-metrics wrote the files: correct them there";
    }
}
