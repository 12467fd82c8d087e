package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.stats.Standing;
import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The table of verdicts in any medium: each phase with its percentiles and its verdicts, then those on the run. */
final class VerdictTable {

    static final String CHANGE = "change";
    static final String LIMIT = "limit";
    static final String VERDICT = "verdict";
    static final String REASON = "reason";

    private static final String P99 = "p99";

    static final String NONE = "-";

    /** Marks a high percentile of so few items that it says no more than their maximum. */
    static final String MAXIMUM_MARK = "*";

    static final String MAXIMUM_NOTE =
            MAXIMUM_MARK + " of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)";

    /** How a medium shows phases, metrics, figures and verdicts. */
    interface Style {

        String phase(Phase phase);

        String metric(String key);

        default String figure(String figure) {
            return figure;
        }

        /**
         * A verdict in a word.
         *
         * @param text the outcome, in capitals if it fails the build
         */
        default String outcome(String text, Verdict verdict) {
            return text;
        }

        String reason(String reason);

        /** A comparison with the baseline in a word; in capitals if it fails the build. */
        default String standing(String text, BaselineVerdict verdict) {
            return text;
        }
    }

    /**
     * One row.
     *
     * @param phase null for the run
     * @param isFirst whether it is the first row of its phase
     * @param verdict null where no threshold applies to the phase, and where it is compared with its baseline
     * @param compared what is suspect or a regression; null for others
     */
    record Row(
            @Nullable Phase phase,
            boolean isFirst,
            @Nullable Verdict verdict,
            @Nullable BaselineVerdict compared) {

        boolean isKept() {
            return compared == null && (verdict == null || verdict.outcome() == Outcome.KEPT);
        }

        boolean fails() {
            Finding finding = compared == null ? verdict : compared;
            return finding != null && finding.effect() == Effect.FAILS;
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Verdict>> verdictsByPhase = new HashMap<>();
    private final Map<SeriesName, BaselineVerdict> compared = new HashMap<>();
    private final boolean hasChanges;
    private final boolean marksAMaximum;

    VerdictTable(Verification verification) {
        List<Verdict> onRun = new ArrayList<>();
        List<Verdict> verdicts = verification.verdicts();
        for (Verdict verdict : verdicts) {
            Phase phase = verdict.phase();
            List<Verdict> group =
                    phase == null ? onRun : verdictsByPhase.computeIfAbsent(phase.key(), key -> new ArrayList<>());
            group.add(verdict);
        }
        Map<String, List<BaselineVerdict>> outside = new HashMap<>();
        List<BaselineVerdict> outsideOnRun = new ArrayList<>();
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            compared.putIfAbsent(verdict.series(), verdict);
            if (verdict.standing() == Standing.SUSPECT || verdict.standing() == Standing.REGRESSION) {
                Phase phase = verdict.measurement().phase();
                List<BaselineVerdict> group =
                        phase == null ? outsideOnRun : outside.computeIfAbsent(phase.key(), key -> new ArrayList<>());
                group.add(verdict);
            }
        }
        hasChanges = !compared.isEmpty();
        for (Phase phase : verification.phases()) {
            addRows(phase, verdictsOf(phase), outside.getOrDefault(phase.key(), List.of()));
        }
        addRows(null, onRun, outsideOnRun);
        marksAMaximum = marksAMaximum(verification.phases(), verdicts);
    }

    /** The names of the columns; there is one for changes if there is a baseline. */
    List<String> header() {
        List<String> header = new ArrayList<>(List.of("phase"));
        header.addAll(Phase.PERCENTILES);
        if (hasChanges) {
            header.add(CHANGE);
        }
        header.addAll(List.of(LIMIT, VERDICT, REASON));
        return header;
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether it contains a marked value, so that the note must be shown under it. */
    boolean marksAMaximum() {
        return marksAMaximum;
    }

    /**
     * The texts of a row, one for each column of the header.
     *
     * @param withPhase whether the phase and its percentiles are shown; a phase's later rows omit them
     */
    List<String> texts(Row row, boolean withPhase, Style style) {
        List<String> texts = new ArrayList<>();
        Phase phase = row.phase();
        Figures ofPhase = phase == null ? null : figures(phase);
        texts.add(!withPhase ? "" : phase == null ? "the run" : style.phase(phase));
        for (String percentile : Phase.PERCENTILES) {
            texts.add(
                    withPhase && phase != null && ofPhase != null
                            ? style.figure(percentile(phase, percentile, ofPhase))
                            : "");
        }
        if (hasChanges) {
            texts.add(style.figure(change(row)));
        }
        BaselineVerdict outside = row.compared();
        if (outside != null) {
            texts.addAll(texts(outside, style));
            return texts;
        }
        Verdict verdict = row.verdict();
        if (verdict == null) {
            texts.addAll(List.of(NONE, NONE, ""));
            return texts;
        }
        boolean hasColumn = hasColumn(verdict);
        Figures figures = hasColumn && ofPhase != null ? ofPhase : figures(verdict);
        texts.add(limit(style.metric(verdict.threshold().metric().key()), verdict, figures));
        boolean isShown = !hasColumn && verdict.outcome() != Outcome.NOT_ENOUGH_DATA;
        String value = isShown ? value(verdict, figures) : "";
        texts.add(style.outcome(outcome(verdict), verdict) + (value.isEmpty() ? "" : " at " + style.figure(value)));
        String reason = verdict.threshold().reason();
        texts.add(reason.isEmpty() ? "" : style.reason(reason));
        return texts;
    }

    /** The change of what the row is about, or of p99 where it is about nothing else. */
    private String change(Row row) {
        Verdict verdict = row.verdict();
        BaselineVerdict about = row.compared();
        if (about == null && (row.phase() != null || verdict != null)) {
            Phase phase = row.phase();
            Metric metric = verdict == null
                    ? new PhaseMetric.Latency(P99)
                    : verdict.threshold().metric();
            about = compared.get(new SeriesName(phase == null ? null : phase.key(), metric));
        }
        return about == null ? "" : BaselineWording.changeInColumn(about);
    }

    private static List<String> texts(BaselineVerdict verdict, Style style) {
        String metric = style.metric(verdict.measurement().metric().key());
        String limit = BaselineWording.limit(verdict);
        OptionalDouble bound = verdict.judgement().limit();
        // It is beyond its limit, so the side that it is on tells which one that is.
        String sign = bound.isPresent() && verdict.freed() < bound.getAsDouble() ? " >= " : " <= ";
        String word = standing(verdict);
        String reason =
                verdict.relative() == null ? "" : verdict.relative().threshold().reason();
        return List.of(
                metric + sign + limit + " (baseline)",
                style.standing(word, verdict) + " at " + style.figure(BaselineWording.shownValue(verdict)),
                reason.isEmpty() ? "" : style.reason(reason));
    }

    /** What became of a row in a word or two, in capitals if it fails the build; {@link #NONE} where nothing was judged. */
    static String word(Row row) {
        if (row.compared() != null) {
            return standing(row.compared());
        }
        return row.verdict() == null ? NONE : outcome(row.verdict());
    }

    private static String standing(BaselineVerdict verdict) {
        String word = verdict.standing() == Standing.SUSPECT ? "suspect" : "regression";
        return verdict.effect() == Effect.FAILS ? word.toUpperCase(Locale.ROOT) : word;
    }

    /** "p99 <= 500 ms". */
    static String limit(String metric, Verdict verdict) {
        return limit(metric, verdict, figures(verdict));
    }

    /** The value, judged or not, with its unit and its mark; empty if there is none. */
    static String value(Verdict verdict) {
        return value(verdict, figures(verdict));
    }

    private static String limit(String metric, Verdict verdict, Figures figures) {
        BigDecimal min = verdict.bounds().min();
        BigDecimal max = verdict.bounds().max();
        if (min == null) {
            return max == null ? metric : metric + " <= " + figures.withUnit(max);
        }
        return max == null
                ? metric + " >= " + figures.withUnit(min)
                : figures.withUnit(min) + " <= " + metric + " <= " + figures.withUnit(max);
    }

    private static String value(Verdict verdict, Figures figures) {
        BigDecimal value = verdict.value();
        return value == null ? "" : figures.withUnit(value) + (verdict.isMaximumOfFewItems() ? MAXIMUM_MARK : "");
    }

    private static boolean hasColumn(Verdict verdict) {
        return verdict.phase() != null
                && Phase.PERCENTILES.contains(verdict.threshold().metric().key());
    }

    /** The figures of a single verdict. */
    private static Figures figures(Verdict verdict) {
        BigDecimal value = verdict.value();
        return Figures.row(
                value == null ? List.of() : List.of(value),
                limits(List.of(verdict)),
                verdict.threshold().metric().unit());
    }

    /** The percentiles of a phase and the limits on them, in one unit. */
    Figures figures(Phase phase) {
        List<BigDecimal> values = new ArrayList<>();
        for (String percentile : Phase.PERCENTILES) {
            BigDecimal value = new PhaseMetric.Latency(percentile).valueIn(phase);
            if (value != null) {
                values.add(value);
            }
        }
        List<Verdict> onPercentiles = new ArrayList<>(verdictsOf(phase));
        onPercentiles.removeIf(verdict -> !hasColumn(verdict));
        return Figures.row(values, limits(onPercentiles), Unit.TIME);
    }

    private static List<BigDecimal> limits(List<Verdict> verdicts) {
        List<BigDecimal> limits = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            for (Bounds.Side side : Bounds.Side.values()) {
                BigDecimal limit = verdict.bounds().limit(side);
                if (limit != null) {
                    limits.add(limit);
                }
            }
        }
        return limits;
    }

    private void addRows(@Nullable Phase phase, List<Verdict> verdicts, List<BaselineVerdict> outside) {
        int before = rows.size();
        for (Verdict verdict : verdicts) {
            rows.add(new Row(phase, rows.size() == before, verdict, null));
        }
        for (BaselineVerdict verdict : outside) {
            rows.add(new Row(phase, rows.size() == before, null, verdict));
        }
        if (phase != null && rows.size() == before) {
            rows.add(new Row(phase, true, null, null));
        }
    }

    private List<Verdict> verdictsOf(Phase phase) {
        return verdictsByPhase.getOrDefault(phase.key(), List.of());
    }

    /** A percentile with its unit and its mark. */
    static String percentile(Phase phase, String percentile, Figures figures) {
        PhaseMetric.Latency latency = new PhaseMetric.Latency(percentile);
        BigDecimal value = latency.valueIn(phase);
        if (value == null) {
            return NONE;
        }
        return figures.withUnit(value) + (latency.isMaximumOf(phase.itemsProcessed()) ? MAXIMUM_MARK : "");
    }

    /** The outcome; in capitals if it fails the build. */
    private static String outcome(Verdict verdict) {
        String word = switch (verdict.outcome()) {
            case KEPT -> "kept";
            case BROKEN -> "broken";
            case NOT_MEASURED -> "not measured";
            case NOT_ENOUGH_DATA -> "not enough data";
        };
        if (verdict.effect() == Effect.FAILS) {
            word = word.toUpperCase(Locale.ROOT);
        } else if (verdict.outcome() == Outcome.BROKEN) {
            word += " (warning)";
        }
        return verdict.outcome() == Outcome.BROKEN && verdict.value() == null ? word + ", not measured" : word;
    }

    private static boolean marksAMaximum(List<Phase> phases, List<Verdict> verdicts) {
        for (Phase phase : phases) {
            for (String percentile : Phase.PERCENTILES) {
                PhaseMetric.Latency latency = new PhaseMetric.Latency(percentile);
                if (latency.valueIn(phase) != null && latency.isMaximumOf(phase.itemsProcessed())) {
                    return true;
                }
            }
        }
        return verdicts.stream().anyMatch(Verdict::isMaximumOfFewItems);
    }
}
