package io.github.metricsgate.report;

import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A verification as a table of plain ASCII (the phases' names aside), with a closing line that counts what was checked.
 * All figures are milliseconds.
 */
public final class VerificationTable {

    private static final List<String> HEADER = List.of("phase", "p50 ms", "p95 ms", "p99 ms", "limit", "verdict");
    private static final int LONGEST_PHASE = 40;
    private static final String NONE = "-";

    private final Verification verification;

    public VerificationTable(Verification verification) {
        this.verification = verification;
    }

    /** The table, line by line; no line has a line break or a control character in it. */
    public List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        int next = 0;
        List<Verdict> verdicts = verification.verdicts();
        for (Phase phase : verification.phases()) {
            List<Verdict> ofPhase = new ArrayList<>();
            while (next < verdicts.size() && verdicts.get(next).phase().key().equals(phase.key())) {
                ofPhase.add(verdicts.get(next++));
            }
            addRows(rows, phase, ofPhase);
        }
        List<String> lines = new ArrayList<>(aligned(rows));
        lines.add(closingLine());
        return lines;
    }

    private String closingLine() {
        String phases = Counted.of(verification.phases().size(), "phase");
        if (verification.thresholds() == 0) {
            return phases + ", no threshold set";
        }
        return phases + ", " + Counted.of(verification.count(Outcome.KEPT), "threshold") + " kept, "
                + verification.count(Outcome.BROKEN) + " broken, " + verification.count(Outcome.NOT_MEASURED)
                + " not measured";
    }

    private void addRows(List<List<String>> rows, Phase phase, List<Verdict> verdicts) {
        List<String> phaseCells = new ArrayList<>();
        phaseCells.add(phaseCell(phase));
        for (String percentile : Phase.PERCENTILES) {
            BigDecimal latency = phase.latencies().get(percentile);
            List<BigDecimal> limits = verdicts.stream()
                    .filter(verdict -> verdict.threshold().metric().equals(percentile))
                    .map(verdict -> verdict.threshold().limit().milliseconds())
                    .toList();
            phaseCells.add(
                    latency == null
                            ? NONE
                            : Figures.of(verification.latencyUnit().toMilliseconds(latency), limits));
        }
        if (verdicts.isEmpty()) {
            rows.add(row(phaseCells, NONE, NONE));
        }
        for (Verdict verdict : verdicts) {
            rows.add(row(phaseCells, limitCell(verdict), verdictCell(verdict)));
            phaseCells = List.of("", "", "", "");
        }
    }

    private static List<String> row(List<String> phaseCells, String limit, String verdict) {
        List<String> row = new ArrayList<>(phaseCells);
        row.add(limit);
        row.add(verdict);
        return row;
    }

    private static String phaseCell(Phase phase) {
        return SafeText.of(phase.key().isEmpty() ? "''" : phase.key(), LONGEST_PHASE / 2) + " "
                + SafeText.of(phase.name(), LONGEST_PHASE);
    }

    private static String limitCell(Verdict verdict) {
        return SafeText.of(verdict.threshold().metric(), LONGEST_PHASE) + " <= "
                + Figures.plain(verdict.threshold().limit().milliseconds()) + " ms";
    }

    private static String verdictCell(Verdict verdict) {
        String word = switch (verdict.outcome()) {
            case KEPT -> "kept";
            case BROKEN -> verdict.value() == null ? "BROKEN, not measured" : "BROKEN";
            case NOT_MEASURED -> "not measured";
        };
        BigDecimal value = verdict.value();
        if (value == null || Phase.PERCENTILES.contains(verdict.threshold().metric())) {
            return word;
        }
        // Its value has no column of its own.
        return word + " at "
                + Figures.of(value, List.of(verdict.threshold().limit().milliseconds())) + " ms";
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - SafeText.width(row.get(i)));
            boolean isFigure = i >= 1 && i <= Phase.PERCENTILES.size();
            line.append(isFigure ? padding + row.get(i) : row.get(i) + padding);
            line.append("  ");
        }
        return line.toString().stripTrailing();
    }
}
