package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Obstacle;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Listed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A verification and its wording, which is made only once, so that every report shows the same. */
public final class Presentation {

    /** Nobody reads more problems of one kind in a log; includes the line "and more" of violations. */
    private static final int MOST = 51;

    private final Verification verification;
    private final Distributions distributions;
    private final Wording wording;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final VerdictTable table;

    private Presentation(Verification verification, Distributions distributions) {
        this.verification = verification;
        this.distributions = distributions;
        this.wording = new Wording(verification);
        this.table = new VerdictTable(verification);
        for (Finding finding : verification.findings()) {
            wording.problem(finding).ifPresent(problems::add);
            wording.note(finding).ifPresent(notes::add);
        }
    }

    /** One in which no phase has a distribution. */
    public static Presentation of(Verification verification) {
        return of(verification, Distributions.NONE);
    }

    /** The words for a verification, and the distributions of its phases. */
    public static Presentation of(Verification verification, Distributions distributions) {
        return new Presentation(verification, distributions);
    }

    public Verification verification() {
        return verification;
    }

    Distributions distributions() {
        return distributions;
    }

    /** The findings that readers should know about, in the order of the verification. */
    List<Problem> problems() {
        return problems;
    }

    /** At most this many problems: first those that fail the build, in their order, then the warnings. */
    List<Problem> worst(int most) {
        return problems.stream()
                .sorted(Comparator.comparing(problem -> !problem.fails()))
                .limit(most)
                .toList();
    }

    /** What has no effect but is still worth a line, in sentences. */
    List<String> notes() {
        return notes;
    }

    VerdictTable table() {
        return table;
    }

    /** What fails the build, with a heading for each kind; empty if the build may continue. */
    public Optional<String> failure() {
        Map<Kind, List<String>> failing = new EnumMap<>(Kind.class);
        for (Problem problem : problems) {
            if (problem.fails()) {
                failing.computeIfAbsent(problem.kind(), kind -> new ArrayList<>())
                        .add(problem.fact());
            }
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Kind, List<String>> ofKind : failing.entrySet()) {
            List<String> facts = ofKind.getValue();
            String heading = wording.heading(ofKind.getKey(), facts.size());
            parts.add(heading.isEmpty() ? String.join("\n", facts) : listed(heading, capped(facts)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** Why a history could not be used, in a sentence. */
    public static String sentence(Obstacle obstacle) {
        return BaselineWording.sentence(obstacle);
    }

    /**
     * Whether at least part of what fails the build is a mistake in its configuration, or a history that cannot be used, and
     * not in the metrics.
     */
    public boolean failsByConfiguration() {
        for (Problem problem : problems) {
            if (problem.fails() && isTheBuilds(problem.finding())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the build is at fault and not the metrics. */
    static boolean isTheBuilds(Finding finding) {
        return finding instanceof Finding.Misconfiguration || finding instanceof Finding.UnusableHistory;
    }

    /** Whether there are phases to look at, and something that fails the build or that readers should know. */
    public boolean isWorthAPage() {
        return !problems.isEmpty() && !verification.phases().isEmpty();
    }

    /** What does not fail the build but readers should know, in sentences. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.finding().effect() == Effect.WARNS) {
                warnings.add(problem.sentence());
            }
        }
        return capped(warnings);
    }

    /** A heading and the lines under it. */
    public static String listed(String heading, List<String> items) {
        return heading + "\n  " + String.join("\n  ", items);
    }

    private static List<String> capped(List<String> sentences) {
        return Listed.lines(sentences, MOST);
    }
}
