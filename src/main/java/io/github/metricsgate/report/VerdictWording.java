package io.github.metricsgate.report;

import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Comparison;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;

/** Verdicts in sentences: the value, the limit and where it was set. */
final class VerdictWording {

    private static final int LONGEST_REASON = 500;

    private VerdictWording() {}

    static Problem problem(Verdict verdict) {
        Kind kind = verdict.outcome() == Outcome.BROKEN ? Kind.BROKEN : Kind.INCONCLUSIVE;
        Phase phase = verdict.phase();
        String about = verdict.threshold().name() + " of " + (phase == null ? "the run" : phase.key());
        return Problem.of(verdict, kind, about, sentence(verdict), "");
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
                            : origin)
                    + howToMeasure(verdict);
        }
        Bounds.Side side = verdict.bounds().exceeded(value).orElse(Bounds.Side.MAX);
        BigDecimal limit = verdict.bounds().limit(side);
        if (limit == null) {
            throw new IllegalArgumentException("nothing is wrong with it: " + verdict);
        }
        Comparison comparison = Comparison.of(value, limit, threshold.metric().unit());
        return what + " is " + comparison.clause("its limit") + origin;
    }

    /** Where a tool writes no percentiles, or not this one, unless it is told to, how it is told to. */
    private static String howToMeasure(Verdict verdict) {
        Phase phase = verdict.phase();
        PhaseSource source = phase == null ? null : phase.source();
        if (source == null
                || !(verdict.threshold().metric() instanceof PhaseMetric.Latency latency)
                || !latency.key().startsWith("p")) {
            return "";
        }
        String file = "; " + SafeText.of(source.file());
        String made = source.details().getOrDefault(PhaseSource.PERCENTILES, "");
        if (made.startsWith(PhaseSource.NO_PERCENTILES)) {
            return file + " has no percentiles: "
                    + SafeText.of(made.substring(PhaseSource.NO_PERCENTILES.length()), LONGEST_REASON);
        }
        String others = source.details().get(PhaseSource.OTHER_PERCENTILES);
        return others == null
                ? ""
                : file + " has no " + SafeText.of(latency.key()) + ": " + SafeText.of(others, LONGEST_REASON);
    }

    /** What a verdict is about: the phase's key and name, or the run. */
    static String subject(Verdict verdict) {
        Phase phase = verdict.phase();
        return phase == null ? "the run" : "phase " + Names.phase(phase);
    }

    /** Where a threshold was set, and its reason if it has one. */
    static String origin(Threshold threshold) {
        return SafeText.of(threshold.origin())
                + (threshold.reason().isEmpty() ? "" : "; " + SafeText.of(threshold.reason(), LONGEST_REASON));
    }

    private static String items(Verdict verdict) {
        String singular = verdict.phase() == null ? "sample" : "item";
        BigDecimal samples = verdict.samples();
        if (samples == null) {
            return "the number of its " + singular + "s is unknown";
        }
        return "only " + Counted.of(samples, singular);
    }
}
