package io.github.metricsgate.report;

import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Unmatched;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What went wrong, in sentences: the value, the limit, where it comes from and the way out. */
public final class Sentences {

    /** More phases than this, nobody reads: the rest is counted. */
    private static final int MOST = 50;

    private Sentences() {}

    /** A broken threshold. */
    public static String broken(Verdict verdict) {
        Threshold threshold = verdict.threshold();
        String what = name(threshold.metric()) + " of phase " + phase(verdict.phase());
        BigDecimal value = verdict.value();
        if (value == null) {
            return what + " was not measured, and its threshold names the phase (" + threshold.source()
                    + "): measure it, or select the phase with a glob if it may be absent";
        }
        BigDecimal limit = threshold.limit().milliseconds();
        String excess = Figures.excess(value, limit);
        return what + " is " + Figures.inSentence(value, limit) + " ms, over its limit of " + Figures.plain(limit)
                + " ms" + (excess.isEmpty() ? "" : " " + excess) + " (" + threshold.source() + ")";
    }

    /** A threshold that holds nothing, with what there is to hold. */
    public static String unmatched(Unmatched unmatched, Verification verification) {
        Threshold threshold = unmatched.threshold();
        if (unmatched instanceof Unmatched.NoSuchMetric noSuchMetric) {
            return threshold.source() + ": no selected phase has the metric '" + name(threshold.metric()) + "'"
                    + suggestion(threshold.metric(), noSuchMetric.metrics())
                    + "; there are " + list(noSuchMetric.metrics().stream().map(Sentences::name));
        }
        String text = threshold.selector() instanceof Selector.Text selector ? selector.text() : "*";
        List<Phase> phases = verification.phases();
        if (phases.isEmpty()) {
            return threshold.source() + ": '" + name(text) + "' matches no phase; the files have none";
        }
        return threshold.source() + ": '" + name(text) + "' matches no phase"
                + suggestion(
                        text,
                        phases.stream()
                                .flatMap(phase -> Stream.of(phase.name(), phase.key()))
                                .toList())
                + "; there are " + list(phases.stream().map(Sentences::phase));
    }

    /** What was read of a metrics set; empty counts stand for files that are missing. */
    public static String read(OptionalLong phases, OptionalLong samples, Path directory) {
        List<String> counts = new ArrayList<>();
        phases.ifPresent(number -> counts.add(Counted.of(number, "phase")));
        samples.ifPresent(number -> counts.add(Counted.of(number, "resource sample")));
        return "Read " + (counts.isEmpty() ? "nothing" : String.join(" and ", counts)) + " from "
                + SafeText.of(directory.toString());
    }

    /** Violations, one a line, and how many more there are than are shown. */
    public static List<String> violations(Violations violations) {
        List<String> lines = new ArrayList<>();
        violations.first().stream().map(Sentences::violation).forEach(lines::add);
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

    private static String violation(Violation violation) {
        Position position = violation.position();
        return SafeText.of(violation.file())
                + (position == null ? "" : ":" + position.line() + ":" + position.column())
                + (violation.pointer().isEmpty() ? "" : " " + SafeText.of(violation.pointer(), 500))
                + ": found " + SafeText.of(violation.found()) + ", expected " + SafeText.of(violation.expected());
    }

    /** A name from a file or a pom, no longer than a sentence can carry. */
    private static String name(String text) {
        return SafeText.of(text, 120);
    }

    private static String phase(Phase phase) {
        return name(phase.key()) + " '" + name(phase.name()) + "'";
    }

    private static String list(Stream<String> names) {
        List<String> all = names.toList();
        String shown = all.stream().limit(MOST).collect(Collectors.joining(", "));
        return all.size() <= MOST ? shown : shown + " and " + (all.size() - MOST) + " more";
    }
}
