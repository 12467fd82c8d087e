package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.BaselineVerdict.Relative;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Obstacle;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.stats.Standing;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Sentences about what the runs before this one say of it. */
final class BaselineWording {

    private static final int LONGEST_REASON = 500;

    /** From here on a change is told in times, not in percent. */
    private static final double TIMES_FROM_PERCENT = 200;

    /** What a {@code double} can tell apart, and a bit less: the last digits are those of the arithmetic. */
    private static final MathContext TOLD_APART = new MathContext(12);

    private static final int DECIMALS_OF_PERCENT = 6;

    private static final String REMOVE = "remove it from " + Acceptance.FILE;
    private static final String REMOVE_IT = REMOVE + ", or accept it again";

    /** What the value is that is compared, if it is not the one that was measured. */
    static final String WITHOUT_RUN_FACTOR = " without what the whole run suffered";

    private BaselineWording() {}

    static Problem problem(Finding.OfBaseline finding) {
        if (finding instanceof BaselineVerdict verdict) {
            String about = verdict.measurement().metric().key() + " of " + about(verdict.series());
            Kind kind = verdict.standing() == Standing.NOT_ENOUGH_DATA ? Kind.INCONCLUSIVE : Kind.REGRESSION;
            return Problem.of(finding, kind, about, sentence(verdict), "");
        }
        if (finding instanceof Finding.NotEnoughRuns few) {
            return Problem.of(finding, Kind.INCONCLUSIVE, "the history", tooFew(few), "");
        }
        if (finding instanceof Finding.SlowRun slow) {
            return Problem.of(finding, Kind.SLOW_RUN, "", slow(slow), "");
        }
        if (finding instanceof Finding.VanishedPhase vanished) {
            return Problem.of(finding, Kind.VANISHED_PHASE, vanished.key(), vanished(vanished), "");
        }
        if (finding instanceof Finding.ExpiredAcceptance expired) {
            Acceptance acceptance = expired.acceptance();
            String until = " was accepted until " + acceptance.until();
            String fact = isOfPresence(acceptance)
                    ? "The end of " + subject(acceptance) + until
                    : accepted(acceptance) + until + ", and is judged by the runs before it again";
            return Problem.of(finding, Kind.ACCEPTANCE, about(acceptance.series()), fact, REMOVE_IT);
        }
        if (finding instanceof Finding.UnusedAcceptance unused) {
            Acceptance acceptance = unused.acceptance();
            return isOfPresence(acceptance)
                    ? Problem.of(
                            finding,
                            Kind.ACCEPTANCE,
                            about(acceptance.series()),
                            "The end of " + subject(acceptance) + " is accepted, and the run has that phase",
                            REMOVE)
                    : Problem.of(
                            finding,
                            Kind.ACCEPTANCE,
                            about(acceptance.series()),
                            accepted(acceptance) + " is accepted, and the run has no such value",
                            REMOVE_IT);
        }
        if (finding instanceof Finding.DamagedHistory damaged) {
            String place = damaged.entry().place();
            return Problem.of(
                    finding,
                    Kind.DAMAGED_HISTORY,
                    place,
                    "The history has a damaged entry, which was left out: " + SafeText.of(place) + " "
                            + SafeText.of(damaged.entry().reason(), LONGEST_REASON),
                    "");
        }
        if (finding instanceof Finding.UnusableHistory unusable) {
            return Problem.of(finding, Kind.UNUSABLE_HISTORY, "", sentence(unusable.obstacle()), "");
        }
        throw new IllegalArgumentException("has no effect: " + finding);
    }

    static String sentence(Obstacle obstacle) {
        return "The history in " + SafeText.of(obstacle.history())
                + " cannot be used, so the run was not compared with earlier runs or not kept: "
                + SafeText.of(obstacle.cause()) + ". Correct that, or leave out <history>";
    }

    /** What has no effect and is still worth a line. */
    static Optional<String> note(Finding.OfBaseline finding) {
        if (finding instanceof Finding.ComparedWith compared) {
            return comparedWith(compared);
        }
        if (finding instanceof Finding.NotEnoughRuns few) {
            return Optional.of(tooFew(few));
        }
        if (finding instanceof Finding.UnusableHistory unusable) {
            return Optional.of(sentence(unusable.obstacle()));
        }
        boolean isWorthALine = finding instanceof BaselineVerdict verdict
                && (verdict.standing() == Standing.SUSPECT || verdict.standing() == Standing.REGRESSION);
        return isWorthALine ? Optional.of(sentence((BaselineVerdict) finding)) : Optional.empty();
    }

    /** What it is about, without a figure; empty where the sentence has none either. */
    static Optional<String> title(Finding.OfBaseline finding) {
        if (finding instanceof BaselineVerdict verdict) {
            return Optional.of(Names.of(verdict.measurement().metric().key()) + " of " + subject(verdict)
                    + " against its baseline");
        }
        if (finding instanceof Finding.NotEnoughRuns) {
            return Optional.of("enough runs to compare with");
        }
        if (finding instanceof Finding.SlowRun) {
            return Optional.of("run_factor");
        }
        if (finding instanceof Finding.UnusableHistory) {
            return Optional.of("the history");
        }
        return finding instanceof Finding.VanishedPhase vanished
                ? Optional.of("phase " + named(vanished))
                : Optional.empty();
    }

    /** "p99 of phase 2 'checkout' is 612 ms, 22 % above its baseline of 501 ms (20 runs on main, …): suspect, …". */
    private static String sentence(BaselineVerdict verdict) {
        Figures figures = figures(verdict);
        BigDecimal value = value(verdict);
        String what = Names.of(verdict.measurement().metric().key()) + " of " + subject(verdict) + " is "
                + figures.withUnit(value);
        Optional<BigDecimal> freed = freed(verdict);
        if (freed.isPresent()) {
            what += " (" + figures.withUnit(freed.get()) + WITHOUT_RUN_FACTOR + ")";
        }
        Optional<Baseline> baseline = verdict.baseline();
        if (baseline.isPresent()) {
            Baseline before = baseline.get();
            what += ", " + change(verdict) + " its baseline of " + figures.withUnit(decimal(before.median())) + " ("
                    + Counted.of(before.runs(), "run") + on(verdict.branch()) + ", usually "
                    + figures.text(decimal(before.low())) + " to " + figures.withUnit(decimal(before.high())) + ")";
        } else if (verdict.acceptance() != null) {
            what += ", and no run since the accepted change has a value";
        }
        return what + ": " + standing(verdict) + origin(verdict.relative()) + wayOut(verdict);
    }

    private static String standing(BaselineVerdict verdict) {
        return switch (verdict.standing()) {
            case NOT_ENOUGH_DATA -> "not judged, there are too few runs";
            case WITHIN -> "within its limit of " + limit(verdict);
            case SUSPECT ->
                "suspect, "
                        + (verdict.confirmations() - verdict.confirmed() == 1
                                ? "the next run decides"
                                : "a regression after " + (verdict.confirmations() - verdict.confirmed())
                                        + " more like it");
            case REGRESSION ->
                "a regression, " + (verdict.confirmed() > 1 ? verdict.confirmed() + " runs in a row " : "") + "beyond "
                        + limit(verdict)
                        + (verdict.becomesNormal() ? ", and from here on the new normal, as it only warns" : "");
        };
    }

    private static String wayOut(BaselineVerdict verdict) {
        return verdict.standing() == Standing.REGRESSION && verdict.effect() != Effect.NONE
                ? "; if it is intended, " + acceptWith(acceptable(verdict))
                : "";
    }

    /** @param what in quotes */
    private static String acceptWith(String what) {
        return "accept it with the goal accept-metrics, -D" + UserProperties.ACCEPT + "=" + what + " and -D"
                + UserProperties.REASON;
    }

    /** What to give to {@code accept-metrics} for it. */
    private static String acceptable(BaselineVerdict verdict) {
        Phase phase = verdict.measurement().phase();
        String metric = verdict.measurement().metric().key();
        return "'" + SafeText.of(phase == null ? metric : phase.key() + ":" + metric) + "'";
    }

    private static String origin(@Nullable Relative relative) {
        if (relative == null) {
            return "";
        }
        return " (<" + RuleWording.elementOf(relative.limit().kind()) + "> of "
                + VerdictWording.origin(relative.threshold()) + ")";
    }

    /** "22 % above", "less than 1 % below", "3.1 times". */
    private static String change(BaselineVerdict verdict) {
        OptionalDouble change = verdict.judgement().changePercent();
        if (change.isEmpty()) {
            return "compared with";
        }
        double percent = change.getAsDouble();
        if (percent >= TIMES_FROM_PERCENT) {
            return BigDecimal.valueOf(1 + percent / 100)
                            .setScale(1, RoundingMode.HALF_UP)
                            .toPlainString() + " times";
        }
        return percentage(percent) + (percent < 0 ? " below" : " above");
    }

    private static String percentage(double percent) {
        double size = Math.abs(percent);
        return size < 1 ? "less than 1 %" : Math.round(size) + " %";
    }

    /** The change in a column: "+22 %", "-3 %", "0 %"; empty if it is not known. */
    static String changeInColumn(BaselineVerdict verdict) {
        OptionalDouble change = verdict.judgement().changePercent();
        if (change.isEmpty()) {
            return "";
        }
        long percent = Math.round(change.getAsDouble());
        return (percent > 0 ? "+" : "") + percent + " %";
    }

    /** For programs; what is less than a millionth of a percent comes from the arithmetic. */
    static Optional<BigDecimal> changePercent(BaselineVerdict verdict) {
        OptionalDouble change = verdict.judgement().changePercent();
        return change.isEmpty()
                ? Optional.empty()
                : Optional.of(decimal(BigDecimal.valueOf(change.getAsDouble())
                        .setScale(DECIMALS_OF_PERCENT, RoundingMode.HALF_UP)
                        .doubleValue()));
    }

    /** The limit that the baseline gives, with its unit. */
    static String limit(BaselineVerdict verdict) {
        OptionalDouble limit = verdict.judgement().limit();
        return limit.isEmpty() ? "" : figures(verdict).withUnit(decimal(limit.getAsDouble()));
    }

    /** The value as it was measured, with its unit. */
    static String shownValue(BaselineVerdict verdict) {
        return figures(verdict).withUnit(value(verdict));
    }

    private static Figures figures(BaselineVerdict verdict) {
        List<BigDecimal> values = new ArrayList<>(List.of(value(verdict)));
        verdict.baseline().ifPresent(baseline -> {
            values.add(decimal(baseline.median()));
            values.add(decimal(baseline.low()));
            values.add(decimal(baseline.high()));
        });
        verdict.judgement().limit().ifPresent(limit -> values.add(decimal(limit)));
        return Figures.row(values, List.of(), verdict.measurement().metric().unit());
    }

    static BigDecimal value(BaselineVerdict verdict) {
        BigDecimal value = verdict.measurement().value();
        if (value == null) {
            throw new IllegalArgumentException("without a value: " + verdict);
        }
        return value;
    }

    /** What is compared with the baseline; empty if that is the value as it was measured. */
    static Optional<BigDecimal> freed(BaselineVerdict verdict) {
        BigDecimal value = value(verdict);
        BigDecimal freed = decimal(verdict.freed());
        boolean isFreed = value.subtract(freed).abs().compareTo(value.abs().movePointLeft(9)) > 0;
        return isFreed ? Optional.of(freed) : Optional.empty();
    }

    static BigDecimal decimal(double value) {
        BigDecimal rounded = new BigDecimal(value, TOLD_APART).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static String subject(BaselineVerdict verdict) {
        Phase phase = verdict.measurement().phase();
        return phase == null ? "the run" : "phase " + Names.phase(phase);
    }

    private static String about(SeriesName series) {
        return series.phase() == null ? "the run" : series.phase();
    }

    /** Empty where there is nothing to say but that there are too few runs, which is a finding of its own. */
    private static Optional<String> comparedWith(Finding.ComparedWith compared) {
        List<String> leftOut = new ArrayList<>();
        for (Map.Entry<String, Integer> reason : compared.leftOut().entrySet()) {
            leftOut.add(reason.getValue() + " " + SafeText.of(reason.getKey()));
        }
        if (compared.runs() == 0) {
            return leftOut.isEmpty()
                    ? Optional.empty()
                    : Optional.of("No run" + on(compared.branch()) + " can be compared with: " + Listed.and(leftOut));
        }
        return Optional.of("Compared with " + Counted.of(compared.runs(), "run") + on(compared.branch()) + " since "
                + compared.since()
                + (leftOut.isEmpty() ? "" : "; left out: " + Listed.and(leftOut))
                + factor(compared.factor(), compared.areTooFew()));
    }

    private static String factor(RunFactor factor, boolean areTooFew) {
        if (factor.known()) {
            return factor.factor() > 1 ? "; the whole run is " + slower(factor) + " than they are" : "";
        }
        return areTooFew
                ? ""
                : "; how fast the machine was is not known: " + Counted.of(factor.phases(), "phase")
                        + " can be compared, and it takes " + RunFactor.MIN_PHASES;
    }

    private static String slower(RunFactor factor) {
        return percentage(
                        shown(factor).subtract(BigDecimal.ONE).movePointRight(2).doubleValue()) + " slower";
    }

    /** Rounded once, so that the percentage and the factor in one sentence agree. */
    private static BigDecimal shown(RunFactor factor) {
        return BigDecimal.valueOf(factor.factor()).setScale(2, RoundingMode.HALF_UP);
    }

    private static String tooFew(Finding.NotEnoughRuns few) {
        return "Not enough runs to compare with: " + (few.runs() == 0 ? "none" : few.runs()) + on(few.branch())
                + ", and <minRuns> is "
                + few.minRuns();
    }

    private static String slow(Finding.SlowRun slow) {
        return "Everything is " + slower(slow.factor()) + " than usual" + on(slow.branch())
                + ": the machine, or a change that every phase suffers from. Its values were divided by "
                + shown(slow.factor())
                + " before they were compared; a threshold on run_factor limits that";
    }

    private static String vanished(Finding.VanishedPhase vanished) {
        return "Phase " + named(vanished) + " is missing: a run of " + vanished.last()
                + " has it. Let the pipeline measure it again, accept its end with the goal accept-metrics, -D"
                + UserProperties.ACCEPT + "='" + SafeText.of(vanished.key()) + "' and -D" + UserProperties.REASON
                + ", or wait: after " + Counted.of(vanished.window(), "run")
                + " without it, it is no longer missed";
    }

    private static String named(Finding.VanishedPhase vanished) {
        return Names.of(vanished.key()) + " '" + Names.of(vanished.name()) + "'";
    }

    private static String accepted(Acceptance acceptance) {
        return "A change of " + Names.of(acceptance.series().metric().key()) + " of " + subject(acceptance);
    }

    private static String subject(Acceptance acceptance) {
        String phase = acceptance.series().phase();
        String name = acceptance.phaseName() == null ? "" : " '" + Names.of(acceptance.phaseName()) + "'";
        return phase == null ? "the run" : "phase " + Names.of(phase) + name;
    }

    /** Whether a phase vanished, which is no change of a figure. */
    private static boolean isOfPresence(Acceptance acceptance) {
        return acceptance.series().metric() instanceof PhaseMetric.Presence;
    }

    /** " on main"; empty if nobody knows the branch. */
    static String on(String branch) {
        return branch.isEmpty() ? "" : " on " + Names.of(branch);
    }
}
