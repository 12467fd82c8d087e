package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gate says of each figure, and which of a phase's figures are worth a picture. */
final class SeriesFindings implements Comparator<Measurement> {

    /** Nobody looks at more pictures of one phase. */
    private static final int MOST_OF_ONE_PHASE = 6;

    /** What a phase is judged by at first glance, where no verdict says more. */
    private static final List<PhaseMetric> FIRST = List.of(
            new PhaseMetric.Latency("p99"),
            new PhaseMetric.Latency("mean"),
            PhaseMetric.Figure.DURATION,
            PhaseMetric.Figure.THROUGHPUT);

    /** How bad a figure is, the worst last. */
    enum Rank {
        NOT_JUDGED,
        KEPT,
        SUSPECT,
        /** Broken or a regression, and only a warning. */
        BAD,
        FAILS
    }

    private final Map<String, List<Verdict>> verdicts = new HashMap<>();
    private final Map<String, BaselineVerdict> compared = new HashMap<>();

    SeriesFindings(Verification verification) {
        for (Verdict verdict : verification.verdicts()) {
            Phase phase = verdict.phase();
            SeriesName series = new SeriesName(
                    phase == null ? null : phase.key(), verdict.threshold().metric());
            List<Verdict> ofSeries = verdicts.get(key(series));
            if (ofSeries == null) {
                ofSeries = new ArrayList<>();
                verdicts.put(key(series), ofSeries);
            }
            ofSeries.add(verdict);
        }
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            // Of two comparisons of one value, what a threshold allows and what is watched anyway, the worse one
            // counts.
            BaselineVerdict other = compared.get(key(verdict.series()));
            if (other == null || rank(verdict).compareTo(rank(other)) > 0) {
                compared.put(key(verdict.series()), verdict);
            }
        }
    }

    /** What was held against limits of the pom. */
    List<Verdict> verdicts(SeriesName series) {
        return verdicts.getOrDefault(key(series), List.of());
    }

    /** How it was compared with the runs before. */
    Optional<BaselineVerdict> compared(SeriesName series) {
        return Optional.ofNullable(compared.get(key(series)));
    }

    /** The strictest limit at that end; null for none. */
    @Nullable
    BigDecimal limit(SeriesName series, Bounds.Side side) {
        BigDecimal strictest = null;
        for (Verdict verdict : verdicts(series)) {
            BigDecimal limit = verdict.bounds().limit(side);
            boolean isStricter = limit != null
                    && (strictest == null || (side == Bounds.Side.MAX) == (limit.compareTo(strictest) < 0));
            strictest = isStricter ? limit : strictest;
        }
        return strictest;
    }

    /** The same at both ends, as far as there are any. */
    Map<Bounds.Side, BigDecimal> limits(SeriesName series) {
        Map<Bounds.Side, BigDecimal> limits = new EnumMap<>(Bounds.Side.class);
        for (Bounds.Side side : Bounds.Side.values()) {
            BigDecimal limit = limit(series, side);
            if (limit != null) {
                limits.put(side, limit);
            }
        }
        return limits;
    }

    /** What stands before a limit in a picture. */
    static String words(Bounds.Side side) {
        return side == Bounds.Side.MAX ? "limit " : "at least ";
    }

    Rank rank(SeriesName series) {
        Rank worst = Rank.NOT_JUDGED;
        for (Verdict verdict : verdicts(series)) {
            worst = max(worst, rank(verdict));
        }
        BaselineVerdict before = compared.get(key(series));
        return before == null ? worst : max(worst, rank(before));
    }

    /** Those of a phase that are worth a picture: the worst or the usual one, then whatever else is bad or suspect. */
    List<Measurement> shown(Phase phase) {
        List<Measurement> all = new ArrayList<>();
        for (Measurement measurement : Measurements.of(phase)) {
            if (measurement.value() != null) {
                all.add(measurement);
            }
        }
        List<Measurement> shown = new ArrayList<>();
        for (Measurement measurement : all) {
            if (rank(SeriesName.of(measurement)).compareTo(Rank.SUSPECT) >= 0) {
                shown.add(measurement);
            }
        }
        shown.sort(this);
        if (shown.isEmpty() && !all.isEmpty()) {
            shown.add(usual(all));
        }
        return shown.subList(0, Math.min(MOST_OF_ONE_PHASE, shown.size()));
    }

    /** The worst comes first; of figures that are equally bad, the farthest from its limit. */
    @Override
    public int compare(Measurement one, Measurement other) {
        SeriesName first = SeriesName.of(one);
        SeriesName second = SeriesName.of(other);
        int byRank = rank(second).compareTo(rank(first));
        return byRank != 0 ? byRank : excess(second).compareTo(excess(first));
    }

    /** The one with a limit that is nearest to it, else the first that there is. */
    private Measurement usual(List<Measurement> all) {
        Measurement nearest = null;
        for (Measurement measurement : all) {
            boolean isLimited = rank(SeriesName.of(measurement)) == Rank.KEPT
                    && !verdicts(SeriesName.of(measurement)).isEmpty();
            nearest = isLimited && (nearest == null || compare(measurement, nearest) < 0) ? measurement : nearest;
        }
        if (nearest != null) {
            return nearest;
        }
        for (PhaseMetric metric : FIRST) {
            for (Measurement measurement : all) {
                if (!(measurement.metric() instanceof PhaseMetric.Measure)
                        && measurement.metric().key().equals(metric.key())) {
                    return measurement;
                }
            }
        }
        return all.get(0);
    }

    /** A text, because the first comparison of two records takes long: what compares them is only made then. */
    private static String key(SeriesName series) {
        String kind = series.metric() instanceof PhaseMetric.Measure ? "measure " : "";
        return kind + series.metric().key() + (series.phase() == null ? "" : " of " + series.phase());
    }

    private BigDecimal excess(SeriesName series) {
        BigDecimal most = BigDecimal.ZERO;
        for (Verdict verdict : verdicts(series)) {
            if (verdict.bounds().min() != null || verdict.bounds().max() != null) {
                most = most.max(ReactorRow.excess(verdict));
            }
        }
        return most;
    }

    private static Rank rank(Verdict verdict) {
        if (verdict.effect() == Effect.FAILS) {
            return Rank.FAILS;
        }
        return verdict.outcome() == Outcome.BROKEN
                ? Rank.BAD
                : verdict.outcome() == Outcome.KEPT ? Rank.KEPT : Rank.NOT_JUDGED;
    }

    private static Rank rank(BaselineVerdict verdict) {
        if (verdict.standing() == Standing.REGRESSION) {
            return verdict.effect() == Effect.FAILS ? Rank.FAILS : Rank.BAD;
        }
        return verdict.standing() == Standing.SUSPECT
                ? Rank.SUSPECT
                : verdict.standing() == Standing.WITHIN ? Rank.KEPT : Rank.NOT_JUDGED;
    }

    private static Rank max(Rank one, Rank other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
