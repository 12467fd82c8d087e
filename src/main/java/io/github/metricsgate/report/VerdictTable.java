package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of verdicts, whoever draws it: each phase with its percentiles and its verdicts, then those on the run. */
final class VerdictTable {

    static final List<String> HEADER = List.of("phase", "p50 ms", "p95 ms", "p99 ms", "limit", "verdict", "reason");

    static final String NONE = "-";

    /** Behind a high percentile of so few items that it says no more than their maximum. */
    static final String MAXIMUM_MARK = "*";

    static final String MAXIMUM_NOTE =
            MAXIMUM_MARK + " of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)";

    /** How a medium shows what is not plain text of ours. */
    interface Style {

        String phase(Phase phase);

        String metric(String key);

        String figure(String figure);

        /** @param text what came of it, in capitals if it fails the build */
        String outcome(String text, Verdict verdict);

        String reason(String reason);
    }

    /**
     * One row.
     *
     * @param phase null for the run
     * @param isFirst whether it is the first row of its phase
     * @param verdict null where no threshold applies to the phase
     */
    record Row(
            @Nullable Phase phase,
            boolean isFirst,
            @Nullable Verdict verdict) {

        boolean isKept() {
            return verdict == null || verdict.outcome() == Outcome.KEPT;
        }

        boolean fails() {
            return verdict != null && verdict.effect() == Effect.FAILS;
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Verdict>> verdictsByPhase = new HashMap<>();
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
        for (Phase phase : verification.phases()) {
            List<Verdict> ofPhase = verdictsOf(phase);
            addRows(phase, ofPhase);
            if (ofPhase.isEmpty()) {
                rows.add(new Row(phase, true, null));
            }
        }
        addRows(null, onRun);
        marksAMaximum = marksAMaximum(verification.phases(), verdicts);
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether a value in it is marked, so that the note belongs under it. */
    boolean marksAMaximum() {
        return marksAMaximum;
    }

    /**
     * The texts of a row, one for each column of the header.
     *
     * @param withPhase whether the phase and its percentiles are shown; a phase's later rows leave them out
     */
    List<String> texts(Row row, boolean withPhase, Style style) {
        List<String> texts = new ArrayList<>();
        Phase phase = row.phase();
        texts.add(!withPhase ? "" : phase == null ? "the run" : style.phase(phase));
        for (String percentile : Phase.PERCENTILES) {
            texts.add(withPhase && phase != null ? style.figure(percentile(phase, percentile)) : "");
        }
        Verdict verdict = row.verdict();
        if (verdict == null) {
            texts.addAll(List.of(NONE, NONE, ""));
            return texts;
        }
        texts.add(limit(style.metric(verdict.threshold().metric().key()), verdict));
        String value = valueWithoutColumn(verdict);
        texts.add(style.outcome(outcome(verdict), verdict) + (value.isEmpty() ? "" : " at " + style.figure(value)));
        String reason = verdict.threshold().reason();
        texts.add(reason.isEmpty() ? "" : style.reason(reason));
        return texts;
    }

    /** "p99 <= 500 ms". */
    static String limit(String metric, Verdict verdict) {
        BigDecimal min = verdict.bounds().min();
        BigDecimal max = verdict.bounds().max();
        Unit unit = verdict.threshold().metric().unit();
        if (min == null) {
            return max == null ? metric : metric + " <= " + Figures.plain(max) + unit.suffix();
        }
        return max == null
                ? metric + " >= " + Figures.plain(min) + unit.suffix()
                : Figures.plain(min) + " <= " + metric + " <= " + Figures.plain(max) + unit.suffix();
    }

    /** The value that was judged, with its unit. */
    static String value(BigDecimal value, Verdict verdict) {
        return figure(value, verdict) + verdict.threshold().metric().unit().suffix();
    }

    private void addRows(@Nullable Phase phase, List<Verdict> verdicts) {
        for (int i = 0; i < verdicts.size(); i++) {
            rows.add(new Row(phase, i == 0, verdicts.get(i)));
        }
    }

    private List<Verdict> verdictsOf(Phase phase) {
        return verdictsByPhase.getOrDefault(phase.key(), List.of());
    }

    /** A percentile of a phase, so that one sees on which side of its limits it is. */
    private String percentile(Phase phase, String percentile) {
        PhaseMetric.Latency latency = new PhaseMetric.Latency(percentile);
        BigDecimal value = latency.valueIn(phase);
        if (value == null) {
            return NONE;
        }
        List<Bounds> bounds = new ArrayList<>();
        for (Verdict verdict : verdictsOf(phase)) {
            if (verdict.threshold().metric().equals(latency)) {
                bounds.add(verdict.bounds());
            }
        }
        return Figures.of(value, bounds) + (latency.isMaximumOf(phase.itemsProcessed()) ? MAXIMUM_MARK : "");
    }

    /** What came of it; in capitals what fails the build. */
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

    /** The value that was judged, with its unit; empty if none was, or the table has a column for it. */
    private static String valueWithoutColumn(Verdict verdict) {
        BigDecimal value = verdict.value();
        String metric = verdict.threshold().metric().key();
        if (value == null
                || verdict.outcome() == Outcome.NOT_ENOUGH_DATA
                || (verdict.phase() != null && Phase.PERCENTILES.contains(metric))) {
            return "";
        }
        return figure(value, verdict)
                + (verdict.isMaximumOfFewItems() ? MAXIMUM_MARK : "")
                + verdict.threshold().metric().unit().suffix();
    }

    /** Times line up below each other; a count of 2 is not shown as 2.000. */
    private static String figure(BigDecimal value, Verdict verdict) {
        return verdict.threshold().metric().unit() == Unit.TIME
                ? Figures.of(value, List.of(verdict.bounds()))
                : Figures.inSentence(value, verdict.bounds());
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
