package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.report.VerdictTable.Row;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification as a table for a terminal, with a line that says what was read and one that counts what was checked.
 * Plain ASCII, the users' own names aside.
 */
public final class ConsoleReport implements Report {

    private static final List<String> HEADER =
            List.of("phase", "p50 ms", "p95 ms", "p99 ms", "limit", "verdict", "reason");
    private static final int LIMIT = 4;
    private static final int VERDICT = 5;
    private static final int REASON = 6;
    private static final int GAP = 2;

    /** What is left of 120 behind Maven's own {@code [INFO] }. */
    private static final int COLUMNS = 113;

    /** How long names may be, ever shorter until the table fits: of a phase, of a metric. */
    private static final int[][] LONGEST_NAMES = {{40, 40}, {40, 24}, {30, 16}, {20, 12}, {12, 8}};

    private static final int LONGEST_REASON = 60;
    private static final int SHORTEST_REASON = 12;

    private final boolean colours;

    /** @param colours whether whoever shows the lines understands ANSI colours */
    public ConsoleReport(boolean colours) {
        this.colours = colours;
    }

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        for (String line : lines(verification)) {
            out.append(line).append('\n');
        }
    }

    /** Line by line; none has a line break in it, nor a control character but for colours. */
    public List<String> lines(Verification verification) {
        if (!verification.set().violations().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        if (!verification.set().checksummed() && !verification.set().isEmpty()) {
            lines.add("No SHA256SUMS beside the files: something else than persist-metrics wrote them");
        }
        lines.add(Sentences.read(verification.set()));
        VerdictTable cells = new VerdictTable(verification);
        List<Row> rows = cells.rows();
        if (!rows.isEmpty()) {
            lines.addAll(table(rows, cells));
            if (cells.marksAMaximum()) {
                lines.add(VerdictTable.MAXIMUM_NOTE);
            }
        }
        if (verification.set().phases().isPresent() || !verification.verdicts().isEmpty()) {
            lines.add(cells.counts());
        }
        return lines;
    }

    private List<String> table(List<Row> rows, VerdictTable cells) {
        List<List<String>> texts = List.of();
        int[] widths = {};
        for (int[] longest : LONGEST_NAMES) {
            texts = new ArrayList<>();
            texts.add(new ArrayList<>(HEADER));
            for (Row row : rows) {
                texts.add(texts(row, cells, longest));
            }
            alignMarked(texts);
            widths = widths(texts);
            int left = COLUMNS - total(widths);
            addReasons(texts, rows, Math.max(SHORTEST_REASON, Math.min(LONGEST_REASON, left - GAP)), widths);
            if (total(widths) <= COLUMNS) {
                break;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(texts.get(0), widths, ""));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(texts.get(i + 1), widths, colour(rows.get(i).verdict())));
        }
        return lines;
    }

    private static List<String> texts(Row row, VerdictTable cells, int[] longest) {
        List<String> texts = new ArrayList<>();
        Phase phase = row.phase();
        texts.add(row.isFirst() ? phase == null ? "the run" : name(phase, longest[0]) : "");
        for (String percentile : Phase.PERCENTILES) {
            texts.add(phase != null && row.isFirst() ? cells.percentile(phase, percentile) : "");
        }
        Verdict verdict = row.verdict();
        if (verdict == null) {
            texts.addAll(List.of(VerdictTable.NONE, VerdictTable.NONE));
            return texts;
        }
        texts.add(VerdictTable.limit(SafeText.of(verdict.threshold().metric().key(), longest[1]), verdict));
        String value = VerdictTable.valueWithoutColumn(verdict);
        texts.add(VerdictTable.outcome(verdict) + (value.isEmpty() ? "" : " at " + value));
        return texts;
    }

    /** A mark stands behind its figure, and the figures one below the other. */
    private static void alignMarked(List<List<String>> texts) {
        for (int column = 1; column < LIMIT; column++) {
            boolean isMarked = false;
            for (List<String> row : texts) {
                isMarked |= row.get(column).endsWith(VerdictTable.MAXIMUM_MARK);
            }
            for (List<String> row : texts) {
                if (isMarked && !row.get(column).endsWith(VerdictTable.MAXIMUM_MARK)) {
                    row.set(column, row.get(column) + " ");
                }
            }
        }
    }

    private static String name(Phase phase, int longest) {
        return SafeText.of(phase.key().isEmpty() ? "''" : phase.key(), longest / 2) + " "
                + SafeText.of(phase.name(), longest);
    }

    /** The last column, if there is a reason at all: it gets the room that the others leave. */
    private static void addReasons(List<List<String>> texts, List<Row> rows, int longest, int[] widths) {
        boolean hasReasons = false;
        for (int i = 0; i < rows.size(); i++) {
            Verdict verdict = rows.get(i).verdict();
            String reason = verdict == null ? "" : verdict.threshold().reason();
            texts.get(i + 1).add(reason.isEmpty() ? "" : SafeText.of(reason, longest));
            widths[REASON] =
                    Math.max(widths[REASON], SafeText.width(texts.get(i + 1).get(REASON)));
            hasReasons |= !reason.isEmpty();
        }
        if (hasReasons) {
            widths[REASON] = Math.max(widths[REASON], SafeText.width(HEADER.get(REASON)));
        }
    }

    private static int[] widths(List<List<String>> texts) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : texts) {
            for (int i = 0; i < REASON; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        return widths;
    }

    private static int total(int[] widths) {
        int total = -GAP;
        for (int width : widths) {
            total += width == 0 ? 0 : width + GAP;
        }
        return total;
    }

    private String line(List<String> texts, int[] widths, String colour) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                // No threshold has a reason.
                continue;
            }
            String text = texts.get(i);
            String padding = " ".repeat(widths[i] - SafeText.width(text));
            if (i == VERDICT && !colour.isEmpty()) {
                text = colour + text + "\u001b[m";
            }
            line.append(i > 0 && i < LIMIT ? padding + text : text + padding).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    /** The style of what Maven itself shows so: bold, and red for a failure, yellow for a warning, green for success. */
    private String colour(@Nullable Verdict verdict) {
        if (!colours || verdict == null) {
            return "";
        }
        if (verdict.effect() == Effect.FAILS) {
            return "\u001b[1;31m";
        }
        return verdict.outcome() == Outcome.KEPT ? "\u001b[1;32m" : "\u001b[1;33m";
    }
}
