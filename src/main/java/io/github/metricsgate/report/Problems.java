package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Inconclusive;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.OverriddenLimit;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.UnusedThreshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Ages;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a verification found and its reader should know, in sentences; every report tells the same. */
public final class Problems {

    /** More of one kind than this, nobody reads in a log; a violation's "and more" has its place too. */
    private static final int MOST = 51;

    private static final String REMEDY_FOR_MISSING =
            "run persist-metrics first, or set <outputDirectory> (-D" + UserProperties.OUTPUT_DIRECTORY + ")";

    private static final String REMEDY_FOR_STALE =
            "run the pipeline again, or raise <maxAge> (-D" + UserProperties.MAX_AGE + ")";

    private final Verification verification;
    private final List<Problem> problems = new ArrayList<>();

    private Problems(Verification verification) {
        this.verification = verification;
    }

    /** In the order of {@link Kind}, and within one kind in that of the verification. */
    public static List<Problem> of(Verification verification) {
        return new Problems(verification).gather();
    }

    /** The problems that fail the build, under a heading for each kind; empty if it may go on. */
    public static Optional<String> failure(Verification verification) {
        Map<Kind, List<String>> failing = new EnumMap<>(Kind.class);
        for (Problem problem : of(verification)) {
            if (problem.fails()) {
                failing.computeIfAbsent(problem.kind(), kind -> new ArrayList<>())
                        .add(problem.fact());
            }
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Kind, List<String>> ofKind : failing.entrySet()) {
            List<String> sentences = ofKind.getValue();
            String heading = heading(ofKind.getKey(), sentences.size(), verification);
            parts.add(heading.isEmpty() ? String.join("\n", sentences) : listed(heading, capped(sentences)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** The problems that do not fail the build, in sentences. */
    public static List<String> warnings(Verification verification) {
        List<String> warnings = new ArrayList<>();
        for (Problem problem : of(verification)) {
            if (!problem.fails()) {
                warnings.add(problem.sentence());
            }
        }
        return capped(warnings);
    }

    /** A heading and what stands under it. */
    public static String listed(String heading, List<String> items) {
        return heading + "\n  " + String.join("\n  ", items);
    }

    private static String heading(Kind kind, int number, Verification verification) {
        return switch (kind) {
            case MISSING_FILE ->
                Counted.of(number, "file") + " missing, and <environment> is PROD; " + REMEDY_FOR_MISSING + ":";
            case STALE_FILE ->
                Counted.of(number, "file") + " stale, and <environment> is PROD; " + REMEDY_FOR_STALE + ":";
            case VIOLATION ->
                Counted.of(verification.set().violations().total(), "violation") + " in "
                        + SafeText.of(verification.set().directory().toString())
                        + "; the files were changed, cut off or are being written: run persist-metrics again:";
            case UNMATCHED_THRESHOLD ->
                Counted.of(number, "threshold") + " in the configuration of metrics-gate would hold nothing:";
            case NOT_HELD, INCONCLUSIVE ->
                Counted.of(number, "threshold") + " without a verdict, and "
                        + (verification.rules().onInconclusive() == Inconclusive.FAIL
                                ? "<onInconclusive> is fail:"
                                : "<environment> is PROD, which wants one on what is named (or <onInconclusive> that"
                                        + " says otherwise):");
            case BROKEN -> Counted.of(number, "threshold") + " broken:";
            case NOTHING_MEASURED, NO_THRESHOLD, OVERRULED -> "";
        };
    }

    private static List<String> capped(List<String> sentences) {
        if (sentences.size() <= MOST) {
            return sentences;
        }
        List<String> capped = new ArrayList<>(sentences.subList(0, MOST));
        capped.add("... and " + (sentences.size() - MOST) + " more");
        return capped;
    }

    private List<Problem> gather() {
        boolean unfitFails = verification.ofUnfitFile() == Effect.FAILS;
        for (FoundFile missing : verification.set().missing()) {
            String about = missing.role().classifier();
            add(Kind.MISSING_FILE, unfitFails, about, path(missing) + " is missing", REMEDY_FOR_MISSING);
        }
        for (FoundFile stale : verification.stale()) {
            String fact = path(stale) + " was written at " + stale.lastModified() + ", which is not within the "
                    + Ages.of(verification.rules().maxAge()) + " of <maxAge>";
            add(Kind.STALE_FILE, unfitFails, stale.role().classifier(), fact, REMEDY_FOR_STALE);
        }
        for (String sentence : Sentences.violations(verification.set().violations())) {
            add(Kind.VIOLATION, true, sentence, sentence, "");
        }
        for (UnusedThreshold unmatched : verification.unmatched()) {
            String about = unmatched.threshold().name();
            add(Kind.UNMATCHED_THRESHOLD, true, about, Sentences.unmatched(unmatched, verification), "");
        }
        if (!verification.unmeasured().isEmpty()) {
            add(Kind.NOTHING_MEASURED, true, "", nothingMeasured(), "");
        }
        for (Threshold threshold : verification.notHeld()) {
            boolean fails = verification.ofNotHeld(threshold) == Effect.FAILS;
            add(Kind.NOT_HELD, fails, threshold.name(), Sentences.notHeld(threshold), "");
        }
        if (verification.rules().thresholds().isEmpty() && verification.rules().strict()) {
            add(Kind.NO_THRESHOLD, false, "", "No threshold is set, and <environment> is PROD: nothing was judged", "");
        }
        for (OverriddenLimit overruled : verification.overruled()) {
            Threshold threshold = overruled.threshold();
            String about = threshold.name() + overruled.side();
            add(Kind.OVERRULED, false, about, Sentences.overruled(overruled), "");
        }
        for (Kind kind : List.of(Kind.BROKEN, Kind.INCONCLUSIVE)) {
            for (Verdict verdict : verification.verdicts()) {
                if (verdict.effect() != Effect.NONE && (verdict.outcome() == Outcome.BROKEN) == (kind == Kind.BROKEN)) {
                    boolean fails = verdict.effect() == Effect.FAILS;
                    String about = verdict.threshold().name() + " of "
                            + (verdict.phase() == null
                                    ? "the run"
                                    : verdict.phase().key());
                    add(kind, fails, about, Sentences.of(verdict), "");
                }
            }
        }
        return problems;
    }

    private void add(Kind kind, boolean fails, String about, String fact, String remedy) {
        problems.add(new Problem(kind, fails, kind + " " + about, fact, remedy));
    }

    private String nothingMeasured() {
        List<Threshold> unmeasured = verification.unmeasured();
        long values = verification.verdicts().stream()
                .filter(verdict -> unmeasured.contains(verdict.threshold()))
                .count();
        return Counted.of(unmeasured.size(), "threshold") + " set, and nothing was measured: "
                + (values > 0
                        ? "of " + Counted.of(values, "value") + " to hold, none is there"
                        : verification.phases().isEmpty() ? "there are no phases" : "there is no value")
                + ". Let the pipeline measure its items, or take the thresholds away";
    }

    private static String path(FoundFile file) {
        return SafeText.of(file.path().toString());
    }
}
