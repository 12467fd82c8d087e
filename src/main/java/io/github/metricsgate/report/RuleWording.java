package io.github.metricsgate.report;

import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.LookAlike;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import io.github.metricsgate.text.UserProperties;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sentences about what the pom asks for and could not be done as written. */
final class RuleWording {

    /** Nobody reads more names than these: the rest is counted. */
    private static final int MOST = 50;

    private final List<Phase> phases;

    /** @param phases the existing phases */
    RuleWording(List<Phase> phases) {
        this.phases = phases;
    }

    Problem problem(Finding.OfRules finding) {
        if (finding instanceof Finding.NoSuchPhase noSuchPhase) {
            Threshold threshold = noSuchPhase.threshold();
            return Problem.of(finding, Kind.UNUSED_THRESHOLD, threshold.name(), noSuchPhase(threshold), "");
        }
        if (finding instanceof Finding.NoSuchMetric noSuchMetric) {
            String about = noSuchMetric.threshold().name();
            return Problem.of(finding, Kind.UNUSED_THRESHOLD, about, noSuchMetric(noSuchMetric), "");
        }
        if (finding instanceof Finding.MisconfiguredSource source) {
            return SourceWording.problem(source);
        }
        if (finding instanceof Finding.ForeignSnapshot snapshot) {
            return SourceWording.problem(snapshot);
        }
        if (finding instanceof Finding.ContradictoryUnits units) {
            String fact = "<latencyUnit> (-D" + UserProperties.LATENCY_UNIT + ") is "
                    + units.inPom().symbol()
                    + ", and the snapshot says that its latency_unit is "
                    + units.inSnapshot().symbol() + ": leave <latencyUnit> out, or correct the snapshot";
            return Problem.of(finding, Kind.CONTRADICTORY_UNITS, "", fact, "");
        }
        if (finding instanceof Finding.UnitOnMeasure unit) {
            String fact = unit.threshold().origin() + ": its limit has a unit of time, but '"
                    + SafeText.of(unit.threshold().metric().key())
                    + "' is a measure in a unit of its own: write the limit as a plain number in that unit";
            return Problem.of(
                    finding, Kind.CONTRADICTORY_UNITS, unit.threshold().name(), fact, "");
        }
        if (finding instanceof Finding.PhasesWithoutLimit || finding instanceof Finding.OptionalThresholdUnused) {
            throw new IllegalArgumentException("has no effect: " + finding);
        }
        if (finding instanceof Finding.NothingMeasured nothing) {
            return Problem.of(finding, Kind.NOTHING_MEASURED, "", nothingMeasured(nothing), "");
        }
        if (finding instanceof Finding.NotEvaluated not) {
            return Problem.of(finding, Kind.NOT_EVALUATED, not.threshold().name(), notEvaluated(not.threshold()), "");
        }
        if (finding instanceof Finding.NoThreshold) {
            String fact = "No threshold is set, and <environment> is PROD: nothing was judged";
            return Problem.of(finding, Kind.NO_THRESHOLD, "", fact, "");
        }
        if (finding instanceof Finding.OverriddenLimit overridden) {
            String about = overridden.threshold().name() + overridden.limit().kind();
            return Problem.of(finding, Kind.OVERRIDDEN_LIMIT, about, overridden(overridden), "");
        }
        throw new AssertionError(finding);
    }

    private String noSuchPhase(Threshold threshold) {
        String text = threshold.selector() instanceof Selector.Text selector ? selector.text() : "*";
        List<String> names = new ArrayList<>();
        List<String> described = new ArrayList<>();
        for (Phase phase : phases) {
            names.add(phase.name());
            names.add(phase.key());
            described.add("key " + Names.phase(phase));
        }
        return SafeText.of(threshold.origin()) + ": '" + Names.of(text) + "' matches no phase"
                + unset(text).or(() -> lookAlike(text, names)).orElseGet(() -> Suggestion.inSentence(text, names))
                + "; the phases are "
                + Listed.and(described, MOST, phase -> phase);
    }

    /** Says that a text that applies to nothing contains an unset property. */
    private static Optional<String> unset(String text) {
        return text.contains("${")
                ? Optional.of(" (a property in it is not set, at least not here)")
                : Optional.empty();
    }

    /** Says that a name looks the same but is not; the first of many is enough. */
    private static Optional<String> lookAlike(String text, List<String> names) {
        for (String name : names) {
            Optional<LookAlike> found = LookAlike.of(text, name);
            if (found.isPresent()) {
                return Optional.of(" ('" + found.get().one() + "' looks like '"
                        + found.get().other() + "' but is not the same text)");
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
                + unset(metric).orElseGet(() -> Suggestion.inSentence(metric, known)) + "; the metrics are "
                + Listed.and(there, MOST, Names::of);
    }

    private String nothingMeasured(Finding.NothingMeasured finding) {
        String why = phases.isEmpty() ? "there are no phases" : "there is no value";
        if (finding.values() > 0) {
            why = (finding.values() == 1 ? "the only value" : "all " + finding.values() + " values")
                    + " that they limit " + (finding.values() == 1 ? "is" : "are") + " null or missing";
        }
        return Counted.of(finding.thresholds().size(), "threshold") + " set, and nothing was measured: " + why
                + ". Let the pipeline measure its items, or remove the thresholds";
    }

    /** The element of a threshold that a limit is written in. */
    static String elementOf(Limit.Kind kind) {
        return switch (kind) {
            case MIN -> "min";
            case MAX -> "max";
            case MAX_INCREASE -> "maxIncrease";
            case MAX_DECREASE -> "maxDecrease";
        };
    }

    private static String notEvaluated(Threshold threshold) {
        if (threshold.metric() instanceof RunMetric.Factor) {
            return "run_factor was not evaluated: it takes " + RunFactor.MIN_PHASES
                    + " phases that can be compared with their baselines (" + VerdictWording.origin(threshold) + ")";
        }
        if (!threshold.relativeLimits().isEmpty()) {
            return "The <" + elementOf(threshold.relativeLimits().get(0).kind())
                    + "> was not evaluated: there is no history to compare with, or the metric is in a file that is missing ("
                    + VerdictWording.origin(threshold) + ")";
        }
        String selector =
                threshold.selector() instanceof Selector.Text text ? " of phase '" + Names.of(text.text()) + "'" : "";
        return Names.of(threshold.metric().key()) + selector
                + " was not evaluated: the file that contains it is missing (" + VerdictWording.origin(threshold) + ")";
    }

    private static String overridden(Finding.OverriddenLimit finding) {
        String element = elementOf(finding.limit().kind());
        return "The <" + element + "> of " + VerdictWording.origin(finding.threshold())
                + " has no effect: more specific thresholds on "
                + Names.of(finding.threshold().metric().key()) + " override it, and some of those only warn";
    }
}
