package io.github.metricsgate.report;

import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.OverriddenLimit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.UnusedThreshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What went wrong, in sentences: the value, the limit, where it comes from and the way out. */
public final class Sentences {

    /** More phases than this, nobody reads: the rest is counted. */
    private static final int MOST = 50;

    private Sentences() {}

    /** A verdict that is neither kept nor ignored: the value, the limit, where it comes from. */
    static String of(Verdict verdict) {
        Threshold threshold = verdict.threshold();
        String what = name(threshold.metric().key()) + " of " + subject(verdict);
        BigDecimal value = verdict.value();
        String source = " (" + source(threshold) + ")";
        if (verdict.outcome() == Outcome.NOT_ENOUGH_DATA && threshold.minSamples() != null) {
            return what + " is no verdict: it is of " + items(verdict) + ", and <minSamples> is "
                    + Figures.plain(threshold.minSamples()) + source;
        }
        if (value == null) {
            return what + " was not measured"
                    + (verdict.outcome() == Outcome.BROKEN
                            ? ", and its threshold names the phase" + source
                                    + ": measure it, or select the phase with a glob if it may be absent"
                            : source);
        }
        boolean over = verdict.bounds().side(value) == Bounds.Side.OVER;
        BigDecimal limit = over ? verdict.bounds().max() : verdict.bounds().min();
        if (limit == null) {
            throw new IllegalArgumentException("a verdict that has nothing to tell: " + verdict);
        }
        String unit = threshold.metric().unit().suffix();
        String excess = Figures.excess(value, limit);
        return what + " is " + Figures.inSentence(value, verdict.bounds()) + unit + ", " + (over ? "over" : "under")
                + " its limit of " + Figures.plain(limit) + unit + (excess.isEmpty() ? "" : " " + excess) + source;
    }

    /** What a verdict is about: the phase's key and name, or the run. */
    static String subject(Verdict verdict) {
        Phase phase = verdict.phase();
        return phase == null ? "the run" : "phase " + phase(phase);
    }

    /** That a threshold met nothing, and so that nobody has checked what it selects either. */
    static String notHeld(Threshold threshold) {
        String selector =
                threshold.selector() instanceof Selector.Text text ? " of phase '" + name(text.text()) + "'" : "";
        return name(threshold.metric().key()) + selector
                + " was held against nothing, and not even looked for: what would tell it is not there ("
                + source(threshold) + ")";
    }

    /** That a limit decides nowhere. */
    static String overruled(OverriddenLimit overruled) {
        Threshold threshold = overruled.threshold();
        return "The <" + (overruled.side() == OverriddenLimit.Side.MIN ? "min" : "max") + "> of " + source(threshold)
                + " decides nowhere: more specific thresholds on "
                + name(threshold.metric().key()) + " do, and some of them only warn";
    }

    /** Where a threshold was set, and why if it says so. */
    static String source(Threshold threshold) {
        return SafeText.of(threshold.source())
                + (threshold.reason().isEmpty() ? "" : "; " + SafeText.of(threshold.reason(), 500));
    }

    /** Of how many items or samples a verdict is. */
    static String items(Verdict verdict) {
        String items = Figures.plain(verdict.samples());
        return items + (verdict.phase() == null ? " sample" : " item") + (items.equals("1") ? "" : "s");
    }

    /** A threshold that holds nothing, with what there is to hold. */
    static String unmatched(UnusedThreshold unmatched, Verification verification) {
        Threshold threshold = unmatched.threshold();
        String source = SafeText.of(threshold.source());
        if (unmatched instanceof UnusedThreshold.NoSuchMetric noSuchMetric) {
            String metric = threshold.metric().key();
            Set<String> ofPhases = new LinkedHashSet<>(noSuchMetric.latencies());
            Arrays.stream(PhaseMetric.Figure.values()).forEach(figure -> ofPhases.add(figure.key()));
            Set<String> known = new LinkedHashSet<>(ofPhases);
            Metric.own().forEach(own -> known.add(own.key()));
            return source + ": no selected phase has the metric '" + name(metric) + "'"
                    + suggestion(metric, known)
                    + "; there are " + list(ofPhases.stream().map(Sentences::name));
        }
        String text = threshold.selector() instanceof Selector.Text selector ? selector.text() : "*";
        List<Phase> phases = verification.phases();
        return source + ": '" + name(text) + "' matches no phase"
                + suggestion(
                        text,
                        phases.stream()
                                .flatMap(phase -> Stream.of(phase.name(), phase.key()))
                                .toList())
                + "; there are " + list(phases.stream().map(Sentences::phase));
    }

    /** What was read of a metrics set; nothing is said of files that are missing. */
    static String read(SetReading set) {
        List<String> counts = new ArrayList<>();
        if (set.phases().isPresent()) {
            counts.add(Counted.of(set.phases().get().size(), "phase"));
        }
        if (set.resources().isPresent()) {
            counts.add(Counted.of(set.resources().get().samples(), "resource sample"));
        }
        return "Read " + (counts.isEmpty() ? "nothing" : String.join(" and ", counts)) + " from "
                + SafeText.of(set.directory().toString());
    }

    /** Violations, one a line, and how many more there are than are shown. */
    public static List<String> violations(Violations violations) {
        List<String> lines = new ArrayList<>();
        for (Violation violation : violations.first()) {
            lines.add(violation(violation));
        }
        long more = violations.total() - lines.size();
        if (more > 0) {
            lines.add("... and " + more + " more");
        }
        return lines;
    }

    /** "Did you mean" and the nearest name, as the continuation of a sentence; empty if none is near. */
    public static String suggestion(String written, Collection<String> known) {
        return Suggestion.nearest(written, known)
                .map(name -> " (did you mean '" + name(name) + "'?)")
                .orElse("");
    }

    /** Text from a file, fit for a line of a log. */
    public static String safe(String text) {
        return SafeText.of(text);
    }

    static String violation(Violation violation) {
        Position position = violation.position();
        return SafeText.of(violation.file())
                + (position == null ? "" : ":" + position.line() + ":" + position.column())
                + (violation.pointer().isEmpty() ? "" : " " + SafeText.of(violation.pointer(), 500))
                + ": " + SafeText.asSpelled(violation.problem());
    }

    /** A name from a file or a pom, no longer than a sentence can carry. */
    static String name(String text) {
        return SafeText.of(text, 120);
    }

    static String phase(Phase phase) {
        return (phase.key().isEmpty() ? "''" : name(phase.key())) + " '" + name(phase.name()) + "'";
    }

    private static String list(Stream<String> names) {
        List<String> all = names.toList();
        String shown = all.stream().limit(MOST).collect(Collectors.joining(", "));
        return all.size() <= MOST ? shown : shown + " and " + (all.size() - MOST) + " more";
    }
}
