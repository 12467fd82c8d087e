package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Comparison;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.LookAlike;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import io.github.metricsgate.text.UserProperties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts findings into sentences: the value, the limit, where it was set and the way out. The one place that does. */
final class Wording {

    private static final String REMEDY_FOR_MISSING =
            "run persist-metrics first, set <outputDirectory> (-D" + UserProperties.OUTPUT_DIRECTORY
                    + "), or switch the goals off in this module (-D" + UserProperties.SKIP + ")";

    private static final String REMEDY_FOR_STALE =
            "run the pipeline again, or raise <maxAge> (-D" + UserProperties.MAX_AGE + ")";

    private static final String REMEDY_FOR_SNAPSHOT =
            "let the pipeline write it before persist-metrics runs, set <snapshot> (-D" + UserProperties.SNAPSHOT
                    + "), or switch the goals off in this module (-D" + UserProperties.SKIP + ")";

    private static final String REMEDY_FOR_UNIT =
            "say the unit with \"latency_unit\" in the snapshot or <latencyUnit> in the pom (-D"
                    + UserProperties.LATENCY_UNIT + "), also if it is ms";

    private static final int MOST_NOTED = 5;

    private static final int LONGEST_REASON = 500;

    /** More names than these, nobody reads: the rest is counted. */
    private static final int MOST = 50;

    private final Verification verification;

    Wording(Verification verification) {
        this.verification = verification;
    }

    /** The finding in words; empty where there is nothing that a reader should know. */
    Optional<Problem> problem(Finding finding) {
        if (finding.effect() == Effect.NONE) {
            return Optional.empty();
        }
        if (finding instanceof Verdict verdict) {
            return Optional.of(verdict(verdict));
        }
        if (finding instanceof Finding.OfFiles ofFiles) {
            return Optional.of(ofFiles(ofFiles));
        }
        if (finding instanceof Finding.OfRun ofRun) {
            return Optional.of(ofRun(ofRun));
        }
        if (finding instanceof Finding.OfRules ofRules) {
            return Optional.of(ofRules(ofRules));
        }
        throw new AssertionError(finding);
    }

    /** A finding that has no effect and is still worth a line; empty if it is not. */
    Optional<String> note(Finding finding) {
        if (finding instanceof Finding.OnlyZeros zeros) {
            List<String> names = new ArrayList<>();
            zeros.resources().forEach(resource -> names.add(resource.field()));
            return Optional.of("Nothing but zeros: every sample of " + Listed.and(names)
                    + " is 0, so it was probably not measured");
        }
        if (finding instanceof Finding.PhasesWithoutLimit without) {
            return Optional.of(Counted.of(without.phases().size(), "phase") + " without a limit: "
                    + Listed.and(without.phases(), MOST_NOTED, phase -> "key " + phase(phase)));
        }
        if (finding instanceof Finding.OptionalThresholdUnused unused) {
            return Optional.of(SafeText.of(unused.threshold().origin()) + " applies to nothing, and is optional");
        }
        if (finding.effect() != Effect.NONE || finding instanceof Verdict) {
            return Optional.empty();
        }
        return finding instanceof Finding.OfFiles ofFiles
                ? Optional.of(ofFiles(ofFiles).fact())
                : finding instanceof Finding.OfRun ofRun
                        ? Optional.of(ofRun(ofRun).fact())
                        : Optional.empty();
    }

    /** What stands above the problems of one kind in the exception's message; empty where they need no heading. */
    String heading(Kind kind, int number) {
        return switch (kind) {
            case MISSING_FILE ->
                Counted.of(number, "file") + " missing" + becauseOfPolicy() + "; " + REMEDY_FOR_MISSING + ":";
            case STALE_FILE ->
                Counted.of(number, "file") + " stale" + becauseOfPolicy() + "; " + REMEDY_FOR_STALE + ":";
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
            case BROKEN -> Counted.of(number, "threshold") + " broken:";
            case EARLIER_RUN,
                    ABORTED_RUN,
                    FAILED_PHASE,
                    SUSPECT_UNIT,
                    ONLY_ZEROS,
                    CONTRADICTORY_UNITS,
                    NOTHING_MEASURED,
                    NO_THRESHOLD,
                    OVERRIDDEN_LIMIT -> "";
        };
    }

    private String becauseOfPolicy() {
        Policy policy = verification.rules().policy();
        return policy.whenMissing() == null ? ", and <environment> is PROD" : ", and <whenMissing> is fail";
    }

    private String remedyForViolations() {
        if (verification.subject() == Verification.Subject.SNAPSHOT) {
            return "nothing was written";
        }
        return verification.set().checksummed()
                ? "the files were changed, cut off or are being written: run persist-metrics again"
                : "something other than persist-metrics wrote the files: correct them there";
    }

    // The files and the run.

    private Problem ofFiles(Finding.OfFiles finding) {
        if (finding instanceof Finding.NoMetricsSet none) {
            return problem(finding, Kind.MISSING_FILE, "set", noMetricsSet(none), REMEDY_FOR_MISSING);
        }
        if (finding instanceof Finding.MissingSnapshot missing) {
            String fact =
                    "There is no snapshot " + SafeText.of(missing.snapshot().toString());
            return problem(finding, Kind.MISSING_FILE, "snapshot", fact, REMEDY_FOR_SNAPSHOT);
        }
        if (finding instanceof Finding.EarlierRun earlier) {
            String fact = "The set in " + SafeText.of(earlier.directory().toString()) + " is of an earlier run"
                    + (earlier.time() == null ? "" : " (" + earlier.time() + ")")
                    + ": this build was to persist a snapshot and found none, so the set was not judged";
            return problem(finding, Kind.EARLIER_RUN, "", fact, "");
        }
        if (finding instanceof Finding.MissingFile missing) {
            String fact = SafeText.of(missing.file().path().toString()) + " is missing";
            return problem(finding, Kind.MISSING_FILE, missing.file().role().classifier(), fact, REMEDY_FOR_MISSING);
        }
        if (finding instanceof Finding.StaleFile stale) {
            String fact = SafeText.of(stale.file().path().toString()) + " was written at "
                    + stale.file().lastModified() + ", which is not within the "
                    + Figures.exact(stale.maxAge(), Unit.TIME)
                    + " of <maxAge>";
            return problem(finding, Kind.STALE_FILE, stale.file().role().classifier(), fact, REMEDY_FOR_STALE);
        }
        if (finding instanceof Finding.InvalidFile invalid) {
            String sentence = Names.violation(invalid.violation());
            return problem(finding, Kind.VIOLATION, sentence, sentence, "");
        }
        if (finding instanceof Finding.MoreViolations more) {
            return problem(finding, Kind.VIOLATION, "more", "... and " + more.unlisted() + " more", "");
        }
        throw new AssertionError(finding);
    }

    private static String noMetricsSet(Finding.NoMetricsSet none) {
        return "There is no metrics set in " + SafeText.of(none.directory().toString())
                + (none.thresholds() == 0
                        ? ""
                        : ", so " + Counted.of(none.thresholds(), "threshold")
                                + (none.thresholds() == 1 ? " was" : " were") + " not evaluated");
    }

    private Problem ofRun(Finding.OfRun finding) {
        if (finding instanceof Finding.AbortedRun aborted) {
            String reason = aborted.status().reason();
            String fact = "The run was aborted: "
                    + (reason.isEmpty() ? "no reason given" : SafeText.of(reason, LONGEST_REASON));
            return problem(finding, Kind.ABORTED_RUN, "", fact, "");
        }
        if (finding instanceof Finding.FailedPhase failed) {
            String fact = "The pipeline says that phase " + Names.of(failed.key()) + " ended as '"
                    + Names.of(failed.status()) + "' (phase_status)";
            return problem(finding, Kind.FAILED_PHASE, failed.key(), fact, "");
        }
        if (finding instanceof Finding.SuspectUnit suspect) {
            return problem(finding, Kind.SUSPECT_UNIT, "", suspectUnit(suspect), REMEDY_FOR_UNIT);
        }
        if (finding instanceof Finding.OnlyZeros) {
            return problem(finding, Kind.ONLY_ZEROS, "", note(finding).orElse(""), "");
        }
        throw new AssertionError(finding);
    }

    private static String suspectUnit(Finding.SuspectUnit suspect) {
        Phase phase = suspect.example();
        BigDecimal items = phase.itemsProcessed();
        BigDecimal median = new PhaseMetric.Latency("p50").valueIn(phase);
        BigDecimal duration = PhaseMetric.Figure.DURATION.valueIn(phase);
        if (items == null || median == null || duration == null) {
            throw new IllegalArgumentException("nothing is suspect: " + suspect);
        }
        String unit = DurationUnit.ofMilliseconds(suspect.milliseconds())
                .map(known -> "probably " + known.symbol())
                .orElse("not ms");
        return "The unit of the percentiles is " + unit + ", and was taken for ms: phase " + phase(phase) + " has "
                + Counted.of(items, "item") + " with a p50 of " + Figures.exact(median, Unit.TIME) + " in "
                + Figures.exact(duration, Unit.TIME)
                + (suspect.phases() == 1 ? "" : ", and " + Counted.of(suspect.phases() - 1, "other phase") + " alike");
    }

    // The rules.

    private Problem ofRules(Finding.OfRules finding) {
        if (finding instanceof Finding.NoSuchPhase noSuchPhase) {
            Threshold threshold = noSuchPhase.threshold();
            return problem(finding, Kind.UNUSED_THRESHOLD, threshold.name(), noSuchPhase(threshold), "");
        }
        if (finding instanceof Finding.NoSuchMetric noSuchMetric) {
            String about = noSuchMetric.threshold().name();
            return problem(finding, Kind.UNUSED_THRESHOLD, about, noSuchMetric(noSuchMetric), "");
        }
        if (finding instanceof Finding.ContradictoryUnits units) {
            String fact = "<latencyUnit> (-D" + UserProperties.LATENCY_UNIT + ") is "
                    + units.inPom().symbol()
                    + ", and the snapshot says that its latency_unit is "
                    + units.inSnapshot().symbol() + ": leave <latencyUnit> out, or correct the snapshot";
            return problem(finding, Kind.CONTRADICTORY_UNITS, "", fact, "");
        }
        if (finding instanceof Finding.PhasesWithoutLimit || finding instanceof Finding.OptionalThresholdUnused) {
            throw new IllegalArgumentException("has no effect: " + finding);
        }
        if (finding instanceof Finding.NothingMeasured nothing) {
            return problem(finding, Kind.NOTHING_MEASURED, "", nothingMeasured(nothing), "");
        }
        if (finding instanceof Finding.NotEvaluated not) {
            return problem(finding, Kind.NOT_EVALUATED, not.threshold().name(), notEvaluated(not.threshold()), "");
        }
        if (finding instanceof Finding.NoThreshold) {
            String fact = "No threshold is set, and <environment> is PROD: nothing was judged";
            return problem(finding, Kind.NO_THRESHOLD, "", fact, "");
        }
        if (finding instanceof Finding.OverriddenLimit overridden) {
            String about = overridden.threshold().name() + overridden.limit().kind();
            return problem(finding, Kind.OVERRIDDEN_LIMIT, about, overridden(overridden), "");
        }
        throw new AssertionError(finding);
    }

    private String noSuchPhase(Threshold threshold) {
        String text = threshold.selector() instanceof Selector.Text selector ? selector.text() : "*";
        List<String> names = new ArrayList<>();
        List<String> phases = new ArrayList<>();
        for (Phase phase : verification.phases()) {
            names.add(phase.name());
            names.add(phase.key());
            phases.add("key " + phase(phase));
        }
        return SafeText.of(threshold.origin()) + ": '" + Names.of(text) + "' matches no phase"
                + lookAlike(text, names).orElseGet(() -> Suggestion.inSentence(text, names)) + "; the phases are "
                + Listed.and(phases, MOST, phase -> phase);
    }

    /** That a name looks the same and is not; the first of many is enough. */
    private static Optional<String> lookAlike(String text, List<String> names) {
        for (String name : names) {
            Optional<LookAlike> found = LookAlike.of(text, name);
            if (found.isPresent()) {
                return Optional.of(" ('" + found.get().one() + "' looks like '"
                        + found.get().other() + "', and is not the same text)");
            }
        }
        return Optional.empty();
    }

    private static String noSuchMetric(Finding.NoSuchMetric finding) {
        Threshold threshold = finding.threshold();
        String metric = threshold.metric().key();
        Set<String> there = new LinkedHashSet<>(finding.latencies());
        for (PhaseMetric.Figure figure : PhaseMetric.Figure.values()) {
            there.add(figure.key());
        }
        Set<String> known = new LinkedHashSet<>(there);
        Metric.own().forEach(own -> known.add(own.key()));
        return SafeText.of(threshold.origin()) + ": no selected phase has the metric '" + Names.of(metric) + "'"
                + Suggestion.inSentence(metric, known) + "; the metrics are "
                + Listed.and(there, MOST, Names::of);
    }

    private String nothingMeasured(Finding.NothingMeasured finding) {
        String why = verification.phases().isEmpty() ? "there are no phases" : "there is no value";
        if (finding.values() > 0) {
            why = (finding.values() == 1 ? "the only value" : "all " + finding.values() + " values")
                    + " that they limit " + (finding.values() == 1 ? "is" : "are") + " null or missing";
        }
        return Counted.of(finding.thresholds().size(), "threshold") + " set, and nothing was measured: " + why
                + ". Let the pipeline measure its items, or remove the thresholds";
    }

    private static String notEvaluated(Threshold threshold) {
        String selector =
                threshold.selector() instanceof Selector.Text text ? " of phase '" + Names.of(text.text()) + "'" : "";
        return Names.of(threshold.metric().key()) + selector
                + " was not evaluated: the file that contains it is missing (" + origin(threshold) + ")";
    }

    private static String overridden(Finding.OverriddenLimit finding) {
        String element = finding.limit().kind() == Limit.Kind.MIN ? "min" : "max";
        return "The <" + element + "> of " + origin(finding.threshold())
                + " has no effect: more specific thresholds on "
                + Names.of(finding.threshold().metric().key()) + " override it, and some of those only warn";
    }

    // The verdicts.

    private static Problem verdict(Verdict verdict) {
        Kind kind = verdict.outcome() == Outcome.BROKEN ? Kind.BROKEN : Kind.INCONCLUSIVE;
        Phase phase = verdict.phase();
        String about = verdict.threshold().name() + " of " + (phase == null ? "the run" : phase.key());
        return problem(verdict, kind, about, sentence(verdict), "");
    }

    /** A verdict that is not kept: the value, the limit, where it was set. */
    static String sentence(Verdict verdict) {
        Threshold threshold = verdict.threshold();
        String what = Names.of(threshold.metric().key()) + " of " + subject(verdict);
        BigDecimal value = verdict.value();
        String origin = " (" + origin(threshold) + ")";
        if (verdict.outcome() == Outcome.NOT_ENOUGH_DATA && threshold.minSamples() != null) {
            return what + " was not judged: " + items(verdict) + ", <minSamples> is "
                    + Figures.exact(threshold.minSamples(), Unit.NUMBER) + origin;
        }
        if (value == null) {
            return what + " was not measured"
                    + (verdict.outcome() == Outcome.BROKEN
                            ? ", and its threshold names the phase" + origin
                                    + ": measure it, or select the phase with a glob if it may be absent"
                            : origin);
        }
        Bounds.Side side = verdict.bounds().exceeded(value).orElse(Bounds.Side.MAX);
        BigDecimal limit = verdict.bounds().limit(side);
        if (limit == null) {
            throw new IllegalArgumentException("nothing is wrong with it: " + verdict);
        }
        Comparison comparison = Comparison.of(value, limit, threshold.metric().unit());
        return what + " is " + comparison.clause("its limit") + origin;
    }

    /** What a verdict is about: the phase's key and name, or the run. */
    static String subject(Verdict verdict) {
        Phase phase = verdict.phase();
        return phase == null ? "the run" : "phase " + phase(phase);
    }

    /** Where a threshold was set, and why if it says so. */
    static String origin(Threshold threshold) {
        return SafeText.of(threshold.origin())
                + (threshold.reason().isEmpty() ? "" : "; " + SafeText.of(threshold.reason(), LONGEST_REASON));
    }

    private static String items(Verdict verdict) {
        String singular = verdict.phase() == null ? "sample" : "item";
        BigDecimal samples = verdict.samples();
        if (samples == null) {
            return "nobody counted its " + singular + "s";
        }
        return "only " + Counted.of(samples, singular);
    }

    private static String phase(Phase phase) {
        return (phase.key().isEmpty() ? "''" : Names.of(phase.key())) + " '" + Names.of(phase.name()) + "'";
    }

    private static Problem problem(Finding finding, Kind kind, String about, String fact, String remedy) {
        boolean fails = finding.effect() == Effect.FAILS;
        return new Problem(finding, kind, fails, kind + " " + about, fact, remedy);
    }
}
