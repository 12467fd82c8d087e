package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the cells of a table of verdicts, whatever draws the table. */
final class VerdictTable {

    static final String NONE = "-";

    /** Behind a high percentile of so few items that it says no more than their maximum. */
    static final String MAXIMUM_MARK = "*";

    static final String MAXIMUM_NOTE =
            MAXIMUM_MARK + " of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)";

    /**
     * One row.
     *
     * @param phase null for the run
     * @param isFirst whether it is the first row of its phase
     * @param verdict null where no threshold speaks of the phase
     */
    record Row(
            @Nullable Phase phase,
            boolean isFirst,
            @Nullable Verdict verdict) {}

    private final Verification verification;
    private final Map<String, List<Verdict>> verdictsOfPhases = new HashMap<>();
    private final List<Verdict> verdictsOfRun = new ArrayList<>();

    VerdictTable(Verification verification) {
        this.verification = verification;
        for (Verdict verdict : verification.verdicts()) {
            Phase phase = verdict.phase();
            if (phase == null) {
                verdictsOfRun.add(verdict);
                continue;
            }
            List<Verdict> ofPhase = verdictsOfPhases.get(phase.key());
            if (ofPhase == null) {
                ofPhase = new ArrayList<>();
                verdictsOfPhases.put(phase.key(), ofPhase);
            }
            ofPhase.add(verdict);
        }
    }

    /** The rows of the table: each phase with its verdicts, then those of the run. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Phase phase : verification.phases()) {
            addRows(rows, phase, verdictsOf(phase));
            if (verdictsOf(phase).isEmpty()) {
                rows.add(new Row(phase, true, null));
            }
        }
        addRows(rows, null, verdictsOfRun);
        return rows;
    }

    private static void addRows(List<Row> rows, @Nullable Phase phase, List<Verdict> verdicts) {
        for (int i = 0; i < verdicts.size(); i++) {
            rows.add(new Row(phase, i == 0, verdicts.get(i)));
        }
    }

    private List<Verdict> verdictsOf(Phase phase) {
        return verdictsOfPhases.getOrDefault(phase.key(), List.of());
    }

    /** A percentile of a phase, told apart from the limits that it is held against. */
    String percentile(Phase phase, String percentile) {
        BigDecimal latency = phase.latencies().get(percentile);
        if (latency == null) {
            return NONE;
        }
        List<Bounds> bounds = new ArrayList<>();
        for (Verdict verdict : verdictsOf(phase)) {
            if (verdict.threshold().metric().key().equals(percentile)) {
                bounds.add(verdict.bounds());
            }
        }
        return Figures.of(verification.rules().latencyUnit().toMilliseconds(latency), bounds)
                + (isMaximum(phase, percentile) ? MAXIMUM_MARK : "");
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

    /** What came of it; in capitals what fails the build. */
    static String outcome(Verdict verdict) {
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
    static String valueWithoutColumn(Verdict verdict) {
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

    /** The value that was judged, with its unit. */
    static String value(BigDecimal value, Verdict verdict) {
        return figure(value, verdict) + verdict.threshold().metric().unit().suffix();
    }

    /** Times line up below each other; a count of 2 is no 2.000. */
    private static String figure(BigDecimal value, Verdict verdict) {
        return verdict.threshold().metric().unit() == Unit.TIME
                ? Figures.of(value, List.of(verdict.bounds()))
                : Figures.inSentence(value, verdict.bounds());
    }

    /** Whether the table marks a value. */
    boolean marksAMaximum() {
        for (Phase phase : verification.phases()) {
            for (String percentile : Phase.PERCENTILES) {
                if (phase.latencies().get(percentile) != null && isMaximum(phase, percentile)) {
                    return true;
                }
            }
        }
        for (Verdict verdict : verification.verdicts()) {
            if (verdict.isMaximumOfFewItems()) {
                return true;
            }
        }
        return false;
    }

    /** "11 phases, 9 thresholds kept, 2 broken, 0 not measured"; the fourth verdict where a threshold can come to it. */
    String counts() {
        if (!verification.set().violations().isEmpty()) {
            return "nothing was judged: the files are not what they should be";
        }
        String phases = Counted.of(verification.phases().size(), "phase");
        if (verification.rules().thresholds().isEmpty()) {
            return phases + ", no threshold set";
        }
        return phases + ", " + Counted.of(verification.count(Outcome.KEPT), "threshold") + " kept, "
                + verification.count(Outcome.BROKEN) + " broken, " + verification.count(Outcome.NOT_MEASURED)
                + " not measured"
                + (anyWantsEnough() ? ", " + verification.count(Outcome.NOT_ENOUGH_DATA) + " without enough data" : "");
    }

    private boolean anyWantsEnough() {
        for (Threshold threshold : verification.rules().thresholds()) {
            if (threshold.minSamples() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMaximum(Phase phase, String metric) {
        return new PhaseMetric.Latency(metric).isMaximumOf(phase.itemsProcessed());
    }
}
